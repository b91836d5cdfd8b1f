// The servers: their roles and members.
import type { Clock } from '../clock.ts';
import type { Snowflakes } from '../snowflakes.ts';
import type { Guild, Role, User } from './entities.ts';
import { everyonePermissions } from './permissions.ts';

export interface Guilds {
  readonly all: ReadonlyMap<string, Guild>;
  add(options: { name: string; hasBot: boolean }): Guild;
  /** Joins a user, with a role of their own when extra permissions are given. */
  join(guild: Guild, user: User, permissions?: bigint): void;
  addRole(guild: Guild, name: string): Role;
  /** The bot is not a member any more. */
  removeBot(guild: Guild): void;
  remove(guild: Guild): void;
}

export interface GuildsOptions {
  clock: Clock;
  snowflakes: Snowflakes;
  /** Owns every server. */
  owner: User;
  bot: User;
}

export function createGuilds({ clock, snowflakes, owner, bot }: GuildsOptions): Guilds {
  const all = new Map<string, Guild>();

  const join: Guilds['join'] = (guild, user, permissions = 0n) => {
    const role = { id: snowflakes.next(), name: user.name, permissions };
    if (permissions !== 0n) guild.roles.set(role.id, role);
    const roleIds = permissions === 0n ? [] : [role.id];
    guild.members.set(user.id, { user, roleIds, joinedAt: clock.now() });
  };

  return {
    all,
    join,
    addRole(guild, name) {
      const role = { id: snowflakes.next(), name, permissions: 0n };
      guild.roles.set(role.id, role);
      return role;
    },
    removeBot(guild) {
      guild.hasBot = false;
      guild.members.delete(bot.id);
    },
    remove: ({ id }) => void all.delete(id),
    add({ name, hasBot }) {
      const id = snowflakes.next();
      const everyone = { id, name: '@everyone', permissions: everyonePermissions };
      const guild: Guild = {
        id,
        name,
        ownerId: owner.id,
        preferredLocale: 'en-US',
        hasBot,
        isAvailable: true,
        roles: new Map([[id, everyone]]),
        members: new Map(),
      };
      join(guild, owner);
      if (hasBot) join(guild, bot, everyonePermissions);
      all.set(id, guild);
      return guild;
    },
  };
}
