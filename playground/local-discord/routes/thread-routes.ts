// Starting threads and joining people to them (facts, section 5).
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { refuse } from '../api-error.ts';
import { readForm, text } from '../form.ts';
import { api, empty, json } from '../http/router.ts';
import type { ApiCall, Route } from '../http/router.ts';
import type { MessageStore } from '../messages/message-store.ts';
import { isSystem } from '../messages/system-message.ts';
import { channelPayload } from '../payloads.ts';
import type { Channel } from '../world/entities.ts';
import type { Access } from '../world/access.ts';
import type { Threads } from '../world/threads.ts';
import type { World } from '../world/world.ts';

export interface ThreadRoutesOptions {
  world: World;
  access: Access;
  messages: MessageStore;
  threads: Threads;
}

/** Minutes of silence after which a thread archives itself. */
export const archiveMinutesSchema = z.literal([60, 1440, 4320, 10080]).optional();

const threadSchema = z.object({
  name: text({ min: 1, max: 100 }),
  auto_archive_duration: archiveMinutesSchema,
  type: z.literal([ChannelType.PublicThread, ChannelType.PrivateThread]).nullish(),
});

const { PublicThread, PrivateThread, GuildText, GuildAnnouncement } = ChannelType;

export function threadRoutes(options: ThreadRoutesOptions): Route[] {
  const { access, world, messages } = options;
  const { bot } = world.application;

  const start = (call: ApiCall, messageId?: string): Channel => {
    const parent = access.channel(call.param('channelId'));
    const form = readForm(threadSchema, call.json);
    if (parent.type !== GuildText && parent.type !== GuildAnnouncement)
      throw refuse('WRONG_CHANNEL_TYPE');
    const message = messageId === undefined ? undefined : messages.visible(parent, messageId);
    if (message && isSystem(message)) throw refuse('SYSTEM_MESSAGE');
    if (message && world.channels.has(message.id)) throw refuse('THREAD_EXISTS');
    const type = message ? PublicThread : (form.type ?? PrivateThread);
    const { CreatePrivateThreads, CreatePublicThreads } = PermissionFlagsBits;
    access.demand(parent, type === PrivateThread ? CreatePrivateThreads : CreatePublicThreads);
    return options.threads.open({
      parent,
      type,
      name: form.name,
      owner: bot,
      archiveMinutes: form.auto_archive_duration,
      message,
    });
  };

  const inChannel = { auth: 'bot', major: ['channelId'] } as const;
  return [
    {
      ...inChannel,
      method: 'POST',
      pattern: api('/channels/:channelId/threads'),
      kind: 'thread-create',
      handle: (call) => json(channelPayload(start(call)), 201),
    },
    {
      ...inChannel,
      method: 'POST',
      pattern: api('/channels/:channelId/messages/:messageId/threads'),
      kind: 'thread-create',
      handle: (call) => json(channelPayload(start(call, call.param('messageId'))), 201),
    },
    {
      ...inChannel,
      method: 'PUT',
      pattern: api('/channels/:channelId/thread-members/:userId'),
      kind: 'thread-member',
      handle({ param }) {
        const { thread } = access.channel(param('channelId'));
        if (!thread) throw refuse('WRONG_CHANNEL_TYPE');
        thread.memberIds.add(param('userId') === '@me' ? bot.id : param('userId'));
        return empty;
      },
    },
  ];
}
