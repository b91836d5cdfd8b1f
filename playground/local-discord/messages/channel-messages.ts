// What the bot does to messages of a channel with its own token: Discord's rules in Discord's order.
import { MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { refuse } from '../api-error.ts';
import type { Clock } from '../clock.ts';
import { refuseForm } from '../form.ts';
import type { RequestBody } from '../http/body.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { Access } from '../world/access.ts';
import type { Channel } from '../world/entities.ts';
import type { Threads } from '../world/threads.ts';
import { has } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import type { Drafting } from './drafting.ts';
import type { MessageForm } from './message-form.ts';
import type { MessageStore } from './message-store.ts';
import type { LocalMessage, MessageReference } from './message.ts';
import { pingsReplied } from './mentions.ts';
import { isSystem } from './system-message.ts';

export interface ChannelMessages {
  /** With `enforce_nonce` a known nonce gives back its first message and writes nothing. */
  post(channel: Channel, body: RequestBody): LocalMessage;
  edit(channel: Channel, id: string, body: RequestBody): LocalMessage;
  remove(channel: Channel, id: string): void;
}

export interface ChannelMessagesOptions {
  clock: Clock;
  world: World;
  access: Access;
  messages: MessageStore;
  drafting: Drafting;
  limits: RateLimits;
  threads: Threads;
}

/** From this age on edits fall under a limit of their own: 30046 (facts, section 1). */
const oldMessageMs = 60 * 60_000;

export function createChannelMessages(options: ChannelMessagesOptions): ChannelMessages {
  const { clock, access, messages, drafting, limits } = options;
  const { world } = options;
  const { bot } = world.application;

  const referenceOf = (channel: Channel, form: MessageForm): MessageReference | undefined => {
    const wanted = form.message_reference;
    if (!wanted) return undefined;
    if (!has(world.botPermissions(channel), PermissionFlagsBits.ReadMessageHistory))
      throw refuse('CANNOT_REPLY');
    const message = messages.find(wanted.message_id);
    if (message && isSystem(message)) throw refuseForm([systemReference]);
    if (message?.isDeleted === false) return { message, isPing: pingsReplied(form) };
    if (wanted.fail_if_not_exists === false) return undefined;
    throw refuseForm([unknownReference]);
  };

  const alreadyPosted = ({ nonce, enforce_nonce: isEnforced }: MessageForm) => {
    if (!isEnforced || nonce === undefined || nonce === null) return undefined;
    const known = messages.findByNonce(bot, nonce);
    if (known?.isDeleted) throw refuse('UNKNOWN_MESSAGE');
    return known;
  };

  const postNew = (channel: Channel, form: MessageForm, { files }: RequestBody) => {
    const reference = referenceOf(channel, form);
    const repliedUserId = reference?.message.author.id;
    const draft = drafting.draft({ channel, source: 'channel', form, files, repliedUserId });
    options.threads.enter(channel, bot);
    const nonce = form.nonce ?? undefined;
    return messages.create({
      channel,
      author: bot,
      route: 'channel-post',
      nonce,
      type: reference ? MessageType.Reply : MessageType.Default,
      reference,
      draft,
    });
  };

  return {
    post(channel, body) {
      access.demandSending(channel);
      const form = drafting.read(body);
      return alreadyPosted(form) ?? postNew(channel, form, body);
    },
    edit(channel, id, body) {
      const message = messages.visible(channel, id);
      if (message.author !== bot) throw refuse('NOT_THE_AUTHOR');
      if (channel.thread?.isArchived) throw refuse('THREAD_ARCHIVED');
      if (clock.now() - message.createdAt > oldMessageMs)
        limits.takeHidden('old-message-edit', channel.id);
      const form = drafting.read(body);
      const { files } = body;
      const draft = drafting.draft({ channel, source: 'channel', form, files, message });
      messages.edit(message, draft, 'channel-edit');
      return message;
    },
    remove(channel, id) {
      const message = messages.visible(channel, id);
      if (message.author !== bot) access.demand(channel, PermissionFlagsBits.ManageMessages);
      messages.remove(message);
    },
  };
}

const systemReference = {
  path: ['message_reference'],
  code: 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
  message: 'Cannot reply to a system message',
};

const unknownReference = {
  path: ['message_reference'],
  code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE',
  message: 'Unknown message',
};
