// Messages of a channel, written and read with the bot's own token.
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refuseForm } from '../form.ts';
import { api, empty, json } from '../http/router.ts';
import type { ApiCall, Route } from '../http/router.ts';
import type { ChannelMessages } from '../messages/channel-messages.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { LocalMessage } from '../messages/message.ts';
import { has } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import type { Access } from '../world/access.ts';

export interface MessageRoutesOptions {
  world: World;
  access: Access;
  messages: MessageStore;
  channelMessages: ChannelMessages;
  messagePayload(message: LocalMessage): object;
}

export function messageRoutes(options: MessageRoutesOptions): Route[] {
  const { world, access, messages, channelMessages, messagePayload } = options;
  const channelOf = ({ param }: ApiCall) => access.channel(param('channelId'));

  const list = (call: ApiCall): LocalMessage[] => {
    const channel = channelOf(call);
    const canRead = has(world.botPermissions(channel), PermissionFlagsBits.ReadMessageHistory);
    const shown = messages
      .inChannel(channel)
      .filter(({ isDeleted, isEphemeral }) => canRead && !isDeleted && !isEphemeral);
    return pageOf(shown, call.query);
  };
  const read = (call: ApiCall): LocalMessage => {
    const channel = channelOf(call);
    access.demand(channel, PermissionFlagsBits.ReadMessageHistory);
    return messages.visible(channel, call.param('messageId'));
  };

  const asBot = { auth: 'bot', major: ['channelId'] } as const;
  const all = { ...asBot, pattern: api('/channels/:channelId/messages') };
  const one = { ...asBot, pattern: api('/channels/:channelId/messages/:messageId') };
  return [
    {
      ...all,
      method: 'POST',
      kind: 'channel-post',
      handle: (call) => json(messagePayload(channelMessages.post(channelOf(call), call))),
    },
    {
      ...all,
      method: 'GET',
      kind: 'message-list',
      handle: (call) => json(list(call).map(messagePayload)),
    },
    {
      ...one,
      method: 'GET',
      kind: 'message-get',
      handle: (call) => json(messagePayload(read(call))),
    },
    {
      ...one,
      method: 'PATCH',
      kind: 'channel-edit',
      handle(call) {
        const message = channelMessages.edit(channelOf(call), call.param('messageId'), call);
        return json(messagePayload(message));
      },
    },
    {
      ...one,
      method: 'DELETE',
      kind: 'channel-delete',
      handle(call) {
        channelMessages.remove(channelOf(call), call.param('messageId'));
        return empty;
      },
    },
  ];
}

/** Newest first. Of `around`, `before` and `after` the first that is given counts. */
function pageOf(messages: readonly LocalMessage[], query: URLSearchParams): LocalMessage[] {
  const limit = Number(query.get('limit') ?? 50);
  if (!(limit >= 1 && limit <= 100)) throw refuseForm([badLimit]);
  const around = query.get('around');
  if (around !== null) return pageAround(messages, around, limit);
  const before = query.get('before');
  const after = query.get('after');
  if (before !== null)
    return newest(
      messages.filter(({ id }) => isOlder(id, before)),
      limit,
    );
  if (after === null) return newest(messages, limit);
  const later = messages.filter(({ id }) => isOlder(after, id));
  return later.slice(0, limit).toReversed();
}

/** Half of them older, half younger; the message itself may be gone. */
function pageAround(messages: readonly LocalMessage[], id: string, limit: number): LocalMessage[] {
  const half = Math.floor(limit / 2);
  const older = messages.filter((message) => isOlder(message.id, id));
  const others = messages.filter((message) => !isOlder(message.id, id));
  return [...(half > 0 ? older.slice(-half) : []), ...others.slice(0, limit - half)].toReversed();
}

const newest = (messages: readonly LocalMessage[], limit: number) =>
  messages.slice(-limit).toReversed();

const isOlder = (a: string, b: string) => BigInt(a) < BigInt(b);

const badLimit = {
  path: ['limit'],
  code: 'NUMBER_TYPE_MAX',
  message: 'int value should be between 1 and 100.',
};
