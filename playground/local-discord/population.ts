// Who and what is there from the start, and how tests add to it.
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Assembly } from './assembly.ts';
import { createPerson } from './people/person.ts';
import type { Person } from './people/person.ts';
import type { Channel, Guild, Role, User } from './world/entities.ts';
import { sum } from './world/permissions.ts';

export interface Population {
  /** The server "Local" with the bot in it, and its #general. */
  readonly guild: Guild;
  readonly channel: Channel;
  /** #lobby of the server "Elsewhere": the bot is not there, Ann is, with the application on her account. */
  readonly outsideChannel: Channel;
  /** Ann asks, Mod has Manage Server, Owner owns the application and the servers. */
  readonly people: { readonly ann: Person; readonly mod: Person; readonly owner: Person };
  addMember(options: NewMember): Person;
  addGuild(options: { name: string; hasBot?: boolean }): Guild;
  addChannel(options: NewLocalChannel): Channel;
  /** In the server "Local". Gives no permissions. */
  addRole(options: { name: string; members?: readonly Person[] }): Role;
  setPreferredLocale(guild: Guild, locale: string): void;
  /** Exactly these permissions for the bot in this channel: leaving out VIEW_CHANNEL shuts it out. */
  setBotPermissions(channel: Channel, ...permissions: bigint[]): void;
}

export interface NewMember {
  name: string;
  /** Default: the server "Local". */
  guild?: Guild;
  /** On top of everyone's. */
  permissions?: bigint;
  /** BCP 47 tag of their client. Default `en-US`. */
  locale?: string;
  /** Another bot than ours. */
  isBot?: boolean;
  hasUserInstall?: boolean;
  refusesDirectMessages?: boolean;
}

export interface NewLocalChannel {
  name?: string;
  /** Default: text channel. A group message has no server, but recipients. */
  type?: ChannelType;
  guild?: Guild;
  recipients?: readonly Person[];
  /** Exactly these for the bot. */
  botPermissions?: readonly bigint[];
}

export function populate(parts: Assembly): Population {
  const { world, changes } = parts;
  const guild = world.addGuild({ name: 'Local', hasBot: true });
  const elsewhere = world.addGuild({ name: 'Elsewhere', hasBot: false });
  const type = ChannelType.GuildText;
  const channel = world.addChannel({ guild, type, name: 'general' });
  const outsideChannel = world.addChannel({ guild: elsewhere, type, name: 'lobby' });

  const asPerson = (user: User) =>
    createPerson({
      ...parts,
      user,
      defaultChannel: () => channel,
      messagePayload: parts.readInFull,
    });
  const addMember: Population['addMember'] = (member) => {
    const { name, locale = 'en-US', isBot = false } = member;
    const user = world.addUser({ name, locale, isBot });
    user.hasUserInstall = member.hasUserInstall ?? false;
    user.refusesDirectMessages = member.refusesDirectMessages ?? false;
    world.addMember(member.guild ?? guild, user, member.permissions);
    return asPerson(user);
  };
  const ann = addMember({ name: 'Ann', hasUserInstall: true });
  world.addMember(elsewhere, ann.user);
  const mod = addMember({ name: 'Mod', permissions: PermissionFlagsBits.ManageGuild });

  return {
    guild,
    channel,
    outsideChannel,
    people: { ann, mod, owner: asPerson(world.application.owner) },
    addMember,
    addGuild({ name, hasBot = true }) {
      const added = world.addGuild({ name, hasBot });
      changes.announce({ type: 'guild-create', guild: added });
      return added;
    },
    addRole({ name, members = [] }) {
      const role = world.addRole(guild, name);
      for (const { id } of members) guild.members.get(id)?.roleIds.push(role.id);
      changes.announce({ type: 'role-create', role, guild });
      return role;
    },
    addChannel({ botPermissions, ...options }) {
      const added = world.addChannel(channelFields(options, guild));
      if (botPermissions) world.setBotPermissions(added, sum(...botPermissions));
      changes.announce({ type: 'channel-create', channel: added });
      return added;
    },
    setPreferredLocale(target, locale) {
      target.preferredLocale = locale;
      changes.announce({ type: 'guild-update', guild: target });
    },
    setBotPermissions(target, ...permissions) {
      world.setBotPermissions(target, sum(...permissions));
      changes.announce({ type: 'channel-update', channel: target });
    },
  };
}

function channelFields(options: NewLocalChannel, home: Guild) {
  const { name = 'channel', type = ChannelType.GuildText, recipients = [] } = options;
  const isGuildless = type === ChannelType.GroupDM || type === ChannelType.DM;
  return {
    type,
    name,
    recipients: recipients.map(({ user }) => user),
    ...(!isGuildless && { guild: options.guild ?? home }),
  };
}
