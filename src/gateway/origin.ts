// Where an interaction comes from, in the words of the ask record.
import {
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { AskPlace } from '../asks/ask.ts';
import type { ReplyToken } from '../asks/reply-tokens.ts';
import { BotError } from '../errors.ts';
import type { Acknowledgement } from './acknowledge.ts';
import { displayName } from './display-name.ts';
import { replyTokenOf } from './reply-token.ts';

export interface Origin {
  /** The interaction's id. */
  id: string;
  asker: { id: string; name: string };
  /** The server that the bot is installed in, whose settings count; `null` elsewhere. */
  homeGuildId: string | null;
  /** The asker's, everyone's among them. */
  roleIds: string[];
  /** The channel and what it stands in, as far as the bot knows. */
  channelIds: string[];
  place: AskPlace;
  /** BCP 47. */
  locale: string;
  /** Epoch ms on Discord's clock. */
  askedAt: number;
  token: ReplyToken;
}

export function describeOrigin(
  interaction: ChatInputCommandInteraction | ModalSubmitInteraction,
  { messageId, isPrivate }: Acknowledgement,
): Origin {
  const { id, user, guildId, channelId, createdTimestamp, locale, guildLocale } = interaction;
  if (channelId === null) throw new BotError('PLACE_GONE');
  return {
    id,
    asker: { id: user.id, name: displayName(interaction) },
    homeGuildId: homeGuildIdOf(interaction),
    roleIds: roleIdsOf(interaction),
    channelIds: channelIdsOf(interaction),
    place: {
      guildId,
      channelId,
      messageId,
      isPrivate,
      canUseChannel: canUseChannel(interaction),
      canOpenThread: !isPrivate && canOpenThread(interaction),
    },
    locale: isPrivate ? locale : (guildLocale ?? locale),
    askedAt: createdTimestamp,
    token: replyTokenOf(interaction, messageId),
  };
}

/** The bot can write there with its own token: it is a member there, not just installed by the asker. */
export function canUseChannel(interaction: BaseInteraction): boolean {
  if (interaction.context === InteractionContextType.BotDM) return true;
  if (!isInstalledThere(interaction)) return false;
  const send = interaction.channel?.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  return interaction.appPermissions.has([PermissionFlagsBits.ViewChannel, send]);
}

/** From the reply, for everybody to go on in. */
function canOpenThread(interaction: BaseInteraction): boolean {
  const { ViewChannel, ReadMessageHistory, CreatePublicThreads, SendMessagesInThreads } =
    PermissionFlagsBits;
  return (
    isInstalledThere(interaction) &&
    takesThreads(interaction.channel?.type) &&
    interaction.appPermissions.has([
      ViewChannel,
      ReadMessageHistory,
      CreatePublicThreads,
      SendMessagesInThreads,
    ])
  );
}

/** Threads hang on messages there; those of a forum are its posts, and a thread has none in it. */
export function takesThreads(type: ChannelType | undefined): boolean {
  return type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;
}

export function roleIdsOf({ member, guildId }: BaseInteraction): string[] {
  if (!member || guildId === null) return [];
  const { roles } = member;
  return Array.isArray(roles) ? [...roles, guildId] : [...roles.cache.keys()];
}

/** A thread's channel and its category stand for it, too. */
export function channelIdsOf({
  channelId,
  channel,
}: Pick<BaseInteraction, 'channelId' | 'channel'>): string[] {
  if (channelId === null) return [];
  if (!channel || channel.isDMBased()) return [channelId];
  const { parent, parentId } = channel;
  return [channelId, parentId, parent?.parentId].filter((id) => typeof id === 'string');
}

export function homeGuildIdOf(interaction: BaseInteraction): string | null {
  return isInstalledThere(interaction) ? interaction.guildId : null;
}

/** By a server or for its direct messages, not by the person alone. */
export function isInstalledThere({ authorizingIntegrationOwners }: BaseInteraction): boolean {
  return authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;
}
