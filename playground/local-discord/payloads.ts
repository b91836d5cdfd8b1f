// How users, servers and channels look on the wire.
import { ChannelType } from 'discord-api-types/v10';
import type { Clock } from './clock.ts';
import type { Channel, Guild, Member, Role, User } from './world/entities.ts';
import type { World } from './world/world.ts';
import { permissionsIn } from './world/permissions.ts';

export function userPayload(user: User) {
  return {
    id: user.id,
    username: usernameOf(user),
    discriminator: '0',
    global_name: user.isBot ? null : user.name,
    avatar: null,
    bot: user.isBot,
    public_flags: 0,
  };
}

/** Small Latin letters, digits, `_` and `.`, at least two of them. */
function usernameOf({ id, name }: User): string {
  const fit = name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '');
  return fit.length < 2 ? `user_${id}` : fit.slice(0, 32);
}

export function memberPayload(member: Member) {
  return {
    roles: member.roleIds,
    joined_at: new Date(member.joinedAt).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
    premium_since: null,
    pending: false,
  };
}

export function rolePayload(role: Role, guild: Guild) {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    color: 0,
    hoist: false,
    position: role.id === guild.id ? 0 : 1,
    managed: false,
    mentionable: true,
  };
}

export function channelPayload(channel: Channel) {
  return {
    id: channel.id,
    type: channel.type,
    ...(channel.guild
      ? guildChannelFields(channel)
      : { recipients: channel.recipients.map(userPayload) }),
    ...(channel.thread && threadFields(channel)),
    ...(channel.type === ChannelType.GuildForum && {
      available_tags: [],
      default_sort_order: null,
    }),
  };
}

/** The short form in interactions: with what the acting person may do there. */
export function channelInInteraction(channel: Channel, user: User) {
  return { ...channelPayload(channel), permissions: String(permissionsIn(channel, user)) };
}

function guildChannelFields(channel: Channel) {
  return {
    guild_id: channel.guild?.id,
    name: channel.name,
    topic: channel.topic,
    position: 0,
    nsfw: false,
    parent_id: channel.parent?.id ?? null,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.of === 'role' ? 0 : 1,
      allow: String(overwrite.allow),
      deny: String(overwrite.deny),
    })),
  };
}

function threadFields({ thread }: Channel) {
  return {
    owner_id: thread?.ownerId,
    message_count: 0,
    member_count: thread?.memberIds.size,
    total_message_sent: 0,
    thread_metadata: {
      archived: thread?.isArchived,
      locked: thread?.isLocked,
      auto_archive_duration: thread?.archiveMinutes,
      archive_timestamp: new Date(thread?.changedAt ?? 0).toISOString(),
      invitable: true,
    },
  };
}

/** Of the server itself, as GUILD_UPDATE sends it. */
export function guildFields(guild: Guild) {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.preferredLocale,
    features: [],
    emojis: [],
    stickers: [],
    roles: [...guild.roles.values()].map((role) => rolePayload(role, guild)),
  };
}

/** As GUILD_CREATE sends it: all channels, also those that the bot cannot see; of the members the bot alone. */
export function guildPayload(guild: Guild, { world, clock }: { world: World; clock: Clock }) {
  const bot = guild.members.get(world.application.bot.id);
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild);
  return {
    ...guildFields(guild),
    unavailable: false,
    channels: channels.filter(({ thread }) => !thread).map(channelPayload),
    threads: channels.filter(({ thread }) => thread?.isArchived === false).map(channelPayload),
    members: bot ? [{ user: userPayload(bot.user), ...memberPayload(bot) }] : [],
    member_count: guild.members.size,
    joined_at: new Date(bot?.joinedAt ?? clock.now()).toISOString(),
    large: false,
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
