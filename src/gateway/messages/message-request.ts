// Where a message comes from, in the words of a request.
import { PermissionFlagsBits, type Message } from 'discord.js';
import type { AskPlace } from '../../asks/ask.ts';
import type { Standpoint } from '../../asks/limits.ts';
import type { AskRequest } from '../../asks/submit-ask.ts';
import { displayName } from '../display-name.ts';
import { channelIdsOf, takesThreads } from '../origin.ts';

export type MessageOrigin = Pick<
  AskRequest,
  'id' | 'asker' | 'homeGuildId' | 'roleIds' | 'channelIds' | 'place' | 'locale' | 'askedAt'
>;

const {
  ViewChannel,
  SendMessages,
  SendMessagesInThreads,
  ReadMessageHistory,
  CreatePublicThreads,
} = PermissionFlagsBits;

/** As far as limits look at it. */
export function describeWriter(message: Message): Omit<Standpoint, 'question'> {
  const { author, member } = message;
  return {
    askerId: author.id,
    roleIds: member ? [...member.roles.cache.keys()] : [],
    channelIds: channelIdsOf(message),
  };
}

/** `localeOf`: of a person, where no server has a language. */
export function describeMessage(
  message: Message,
  localeOf: (userId: string) => string,
): MessageOrigin {
  const { id, author, member, guild, guildId, createdTimestamp } = message;
  const { roleIds, channelIds } = describeWriter(message);
  return {
    id,
    asker: { id: author.id, name: displayName({ member, user: author }) },
    homeGuildId: guildId,
    roleIds,
    channelIds,
    place: placeOf(message),
    locale: guild?.preferredLocale ?? localeOf(author.id),
    askedAt: createdTimestamp,
  };
}

function placeOf({ id, guildId, channelId, channel }: Message): AskPlace {
  const place = { guildId, channelId, repliesTo: id, isPrivate: false };
  if (channel.isDMBased()) return { ...place, canUseChannel: true };
  const { me } = channel.guild.members;
  const held = me && channel.permissionsFor(me);
  const send = channel.isThread() ? SendMessagesInThreads : SendMessages;
  return {
    ...place,
    // A reply to a message needs its history.
    canUseChannel: held?.has([ViewChannel, send, ReadMessageHistory]) ?? false,
    canOpenThread:
      takesThreads(channel.type) &&
      (held?.has([CreatePublicThreads, SendMessagesInThreads]) ?? false),
  };
}
