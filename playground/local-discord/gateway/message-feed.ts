// What sessions are told of messages: those that asked for servers' or direct messages, of channels that the bot sees.
import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Change } from '../changes.ts';
import type { MessagePayloads } from '../messages/message-payload.ts';
import type { LocalMessage } from '../messages/message.ts';
import { memberPayload } from '../payloads.ts';
import type { Channel } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import type { Gateway } from './gateway.ts';
import { hasIntent } from './intents.ts';

export interface MessageFeedOptions {
  gateway: Gateway;
  world: World;
  payloads: MessagePayloads;
}

type BulkDeletion = Extract<Change, { type: 'message-delete-bulk' }>;

export function createMessageFeed({ gateway, world, payloads }: MessageFeedOptions) {
  const send = (event: string, channel: Channel, data: (intents: number) => object) => {
    if (world.botPermissions(channel) === 0n) return;
    const place = { channel_id: channel.id, guild_id: channel.guild?.id };
    gateway.dispatch({
      event,
      guildId: channel.guild?.id,
      isWanted: (intents) => hasIntent(intents, intentOf(channel)),
      data: (intents) => ({ ...place, ...data(intents) }),
    });
  };
  const sendMessage = (event: string, message: LocalMessage) => {
    if (message.isEphemeral) return;
    send(event, message.channel, (intents) => ({
      ...payloads.message(message, {
        hasContentIntent: hasIntent(intents, GatewayIntentBits.MessageContent),
      }),
      ...authorFields(message),
    }));
  };
  const { MessageCreate, MessageUpdate, MessageDelete, MessageDeleteBulk } = GatewayDispatchEvents;

  return {
    sendCreation: (message: LocalMessage) => sendMessage(MessageCreate, message),
    sendUpdate: (message: LocalMessage) => sendMessage(MessageUpdate, message),
    sendDeletion({ id, channel, isEphemeral }: LocalMessage) {
      if (!isEphemeral) send(MessageDelete, channel, () => ({ id }));
    },
    sendDeletions({ channel, messages }: BulkDeletion) {
      send(MessageDeleteBulk, channel, () => ({ ids: messages.map(({ id }) => id) }));
    },
  };
}

function intentOf(channel: Channel): GatewayIntentBits {
  return channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
}

function authorFields({ channel, author }: LocalMessage) {
  const member = channel.guild?.members.get(author.id);
  return { channel_type: channel.type, ...(member && { member: memberPayload(member) }) };
}
