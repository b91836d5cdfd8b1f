// Everything that exists in this Discord apart from messages: users, servers, channels. The one owner of its state.
import { ChannelType } from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import type { Snowflakes } from '../snowflakes.ts';
import type { Channel, Guild, Overwrite, ThreadState, User } from './entities.ts';
import { createGuilds } from './guilds.ts';
import type { Guilds } from './guilds.ts';
import { allPermissions, permissionsIn } from './permissions.ts';

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly owner: User;
  readonly bot: User;
}

export interface NewChannel {
  guild?: Guild;
  type: ChannelType;
  name?: string;
  parent?: Channel;
  recipients?: readonly User[];
  thread?: ThreadState;
  /** A thread made from a message has the message's id. */
  id?: string;
}

export interface World {
  readonly application: Application;
  readonly guilds: ReadonlyMap<string, Guild>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly users: ReadonlyMap<string, User>;
  addUser(options: { name: string; locale?: string; isBot?: boolean }): User;
  addGuild: Guilds['add'];
  addMember: Guilds['join'];
  addRole: Guilds['addRole'];
  addChannel(options: NewChannel): Channel;
  removeBot: Guilds['removeBot'];
  /** With its channels, which are given back. */
  removeGuild(guild: Guild): Channel[];
  /** With its threads; all of them are given back. */
  removeChannel(channel: Channel): Channel[];
  /** The direct message channel of the bot and `user`; made on first use. */
  directChannel(user: User): Channel;
  botPermissions(channel: Channel): bigint;
  /** Gives the bot exactly these permissions in a channel, by an overwrite of its own. */
  setBotPermissions(channel: Channel, permissions: bigint): void;
}

export interface WorldOptions {
  clock: Clock;
  snowflakes: Snowflakes;
  applicationName: string;
  ownerName: string;
}

export function createWorld({ clock, snowflakes, ...names }: WorldOptions): World {
  const channels = new Map<string, Channel>();
  const users = new Map<string, User>();

  const register = (user: User) => {
    users.set(user.id, user);
    return user;
  };
  const addUser: World['addUser'] = (user) => register(newUser({ id: snowflakes.next(), ...user }));
  const owner = addUser({ name: names.ownerName });
  const bot = register(
    newUser({ id: snowflakes.next(), name: names.applicationName, isBot: true }),
  );
  const guilds = createGuilds({ clock, snowflakes, owner, bot });

  const addChannel: World['addChannel'] = (options) => {
    const channel = newChannel({ id: snowflakes.next(), ...options });
    channels.set(channel.id, channel);
    return channel;
  };

  const removeAll = (isLost: (channel: Channel) => boolean): Channel[] => {
    const lost = [...channels.values()].filter(isLost);
    for (const { id } of lost) channels.delete(id);
    return lost;
  };

  return {
    application: { id: bot.id, name: names.applicationName, owner, bot },
    guilds: guilds.all,
    channels,
    users,
    addUser,
    addGuild: guilds.add,
    addMember: guilds.join,
    addRole: guilds.addRole,
    addChannel,
    removeBot: guilds.removeBot,
    removeGuild(guild) {
      guilds.remove(guild);
      return removeAll((channel) => channel.guild === guild);
    },
    removeChannel: (lost) => removeAll((channel) => channel === lost || channel.parent === lost),
    directChannel(user) {
      const known = [...channels.values()].find(
        ({ type, recipients }) =>
          type === ChannelType.DM && recipients.includes(bot) && recipients.includes(user),
      );
      return known ?? addChannel({ type: ChannelType.DM, recipients: [bot, user] });
    },
    botPermissions: (channel) => permissionsIn(channel, bot),
    setBotPermissions(channel, permissions) {
      const overwrite: Overwrite = {
        id: bot.id,
        of: 'member',
        allow: permissions,
        deny: allPermissions & ~permissions,
      };
      const others = channel.overwrites.filter(({ id }) => id !== bot.id);
      channel.overwrites.splice(0, channel.overwrites.length, ...others, overwrite);
    },
  };
}

function newUser(options: Pick<User, 'id' | 'name'> & Partial<User>): User {
  return {
    isBot: false,
    locale: 'en-US',
    hasUserInstall: false,
    refusesDirectMessages: false,
    ...options,
  };
}

function newChannel(options: NewChannel & { id: string }): Channel {
  return {
    id: options.id,
    type: options.type,
    name: options.name ?? '',
    topic: null,
    guild: options.guild,
    parent: options.parent,
    overwrites: [],
    recipients: options.recipients ?? [],
    thread: options.thread,
  };
}
