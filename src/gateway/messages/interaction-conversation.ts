// Which conversation a command goes on with, by where it is used.
import {
  InteractionContextType,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Continues } from '../../conversations/turn-store.ts';
import type { FindConversation } from './find-conversation.ts';
import type { Surroundings } from './read-message.ts';

/** Privately asked, it goes on from what was said there, and nothing goes on from it. */
export type ConversationOf = (
  interaction: ChatInputCommandInteraction | ModalSubmitInteraction,
  asked: { isPrivate: boolean },
) => Promise<Continues>;

export function createConversationOf({
  conversations,
}: {
  conversations: FindConversation;
}): ConversationOf {
  return async (interaction, { isPrivate }) => {
    const { channelId, id: messageId } = interaction;
    if (channelId === null) return {};
    const place = { channelId, messageId, surroundings: surroundingsOf(interaction) };
    return isPrivate ? conversations.lastOf(place) : conversations.of(place);
  };
}

function surroundingsOf(interaction: BaseInteraction): Surroundings {
  const { channel, context, applicationId } = interaction;
  if (context === InteractionContextType.BotDM) return 'direct';
  if (!channel?.isThread()) return 'channel';
  return channel.ownerId === applicationId ? 'own-thread' : 'thread';
}
