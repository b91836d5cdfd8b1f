// Who may do what where: Discord's rule of roles and channel overwrites (facts, sections 5 and 8).
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, Member, User } from './entities.ts';

const flags = PermissionFlagsBits;

export const sum = (...bits: bigint[]): bigint => bits.reduce((all, bit) => all | bit, 0n);

export const allPermissions = sum(...Object.values(flags));

/** What a new server gives to everyone; like Discord's, it lets everyone mention everyone. */
export const everyonePermissions = sum(
  flags.ViewChannel,
  flags.SendMessages,
  flags.SendMessagesInThreads,
  flags.CreatePublicThreads,
  flags.CreatePrivateThreads,
  flags.EmbedLinks,
  flags.AttachFiles,
  flags.ReadMessageHistory,
  flags.AddReactions,
  flags.UseExternalEmojis,
  flags.MentionEveryone,
  flags.UseApplicationCommands,
  flags.UseExternalApps,
);

const directMessagePermissions = sum(everyonePermissions, flags.PinMessages);

export const has = (permissions: bigint, wanted: bigint): boolean =>
  (permissions & wanted) === wanted;

/** Permissions of `user` in `channel`; 0 when not there, or when the channel cannot be seen. */
export function permissionsIn(channel: Channel, user: User): bigint {
  const { guild } = channel;
  if (!guild) return channel.recipients.includes(user) ? directMessagePermissions : 0n;
  const member = guild.members.get(user.id);
  if (!member) return 0n;
  const base = guildPermissions(guild, member);
  if (has(base, flags.Administrator)) return allPermissions;
  const seen = applyOverwrites(base, { channel: channel.parent ?? channel, member, guild });
  return has(seen, flags.ViewChannel) ? seen : 0n;
}

/** Permissions before channel overwrites. The owner and administrators have all. */
function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.user.id) return allPermissions;
  const roleIds = [guild.id, ...member.roleIds];
  const granted = sum(...roleIds.map((id) => guild.roles.get(id)?.permissions ?? 0n));
  return has(granted, flags.Administrator) ? allPermissions : granted;
}

interface Standing {
  channel: Channel;
  member: Member;
  guild: Guild;
}

function applyOverwrites(base: bigint, { channel, member, guild }: Standing): bigint {
  const find = (id: string) => channel.overwrites.filter((overwrite) => overwrite.id === id);
  const layers = [find(guild.id), member.roleIds.flatMap(find), find(member.user.id)];
  return layers.reduce((permissions, layer) => {
    const deny = sum(...layer.map((overwrite) => overwrite.deny));
    const allow = sum(...layer.map((overwrite) => overwrite.allow));
    return (permissions & ~deny) | allow;
  }, base);
}
