// Where an interaction comes from, in the words of the ask record.
import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type BaseInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { AskPlace } from '../asks/ask.ts';
import type { ReplyToken } from '../asks/reply-tokens.ts';
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
  interaction: ChatInputCommandInteraction,
  { messageId, isPrivate }: Acknowledgement,
): Origin {
  const { id, user, guildId, channelId, createdTimestamp, locale, guildLocale } = interaction;
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
    },
    locale: isPrivate ? locale : (guildLocale ?? locale),
    askedAt: createdTimestamp,
    token: replyTokenOf(interaction, messageId),
  };
}

/** The bot can write there with its own token: it is a member there, not just installed by the asker. */
function canUseChannel(interaction: ChatInputCommandInteraction): boolean {
  if (interaction.context === InteractionContextType.BotDM) return true;
  if (!isInstalledThere(interaction)) return false;
  const send = interaction.channel?.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  return interaction.appPermissions.has([PermissionFlagsBits.ViewChannel, send]);
}

export function roleIdsOf({ member, guildId }: BaseInteraction): string[] {
  if (!member || guildId === null) return [];
  const { roles } = member;
  return Array.isArray(roles) ? [...roles, guildId] : [...roles.cache.keys()];
}

/** A thread's channel and its category stand for it, too. */
export function channelIdsOf({ channelId, channel }: BaseInteraction): string[] {
  if (channelId === null) return [];
  if (!channel || channel.isDMBased()) return [channelId];
  const { parent, parentId } = channel;
  return [channelId, parentId, parent?.parentId].filter((id) => typeof id === 'string');
}

export function homeGuildIdOf(interaction: BaseInteraction): string | null {
  return isInstalledThere(interaction) ? interaction.guildId : null;
}

/** By a server or for its direct messages, not by the person alone. */
function isInstalledThere({ authorizingIntegrationOwners }: BaseInteraction): boolean {
  return authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;
}
