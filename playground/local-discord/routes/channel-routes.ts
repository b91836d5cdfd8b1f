// One channel or thread: reading it, changing it, typing in it.
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { refuse } from '../api-error.ts';
import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import { readForm, text } from '../form.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { api, empty, json } from '../http/router.ts';
import type { ApiCall, Route } from '../http/router.ts';
import { channelPayload } from '../payloads.ts';
import type { Channel, ThreadState } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import type { Access } from '../world/access.ts';
import { archiveMinutesSchema } from './thread-routes.ts';

export interface ChannelRoutesOptions {
  clock: Clock;
  changes: Changes;
  world: World;
  access: Access;
  limits: RateLimits;
}

const updateSchema = z.object({
  name: text({ min: 1, max: 100 }).optional(),
  topic: text({ max: 1024 }).nullish(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: archiveMinutesSchema,
});
type UpdateForm = z.output<typeof updateSchema>;

export function channelRoutes(options: ChannelRoutesOptions): Route[] {
  const { clock, changes, access, limits } = options;

  const update = (call: ApiCall): Channel => {
    const channel = access.channel(call.param('channelId'));
    const form = readForm(updateSchema, call.json);
    demandUpdate(channel, form, options);
    if (form.name !== undefined || form.topic !== undefined)
      limits.takeHidden('channel-rename', channel.id);
    channel.name = form.name ?? channel.name;
    channel.topic = form.topic === undefined ? channel.topic : form.topic;
    if (channel.thread) updateThread(channel.thread, form, clock);
    changes.announce({ type: 'channel-update', channel });
    return channel;
  };

  const inChannel = { auth: 'bot', major: ['channelId'] } as const;
  const channelPath = { ...inChannel, pattern: api('/channels/:channelId') };
  return [
    {
      ...channelPath,
      method: 'GET',
      kind: 'channel-get',
      handle: ({ param }) => json(channelPayload(access.channel(param('channelId')))),
    },
    {
      ...channelPath,
      method: 'PATCH',
      kind: 'channel-update',
      handle: (call) => json(channelPayload(update(call))),
    },
    {
      ...inChannel,
      method: 'POST',
      pattern: api('/channels/:channelId/typing'),
      kind: 'typing',
      handle({ param }) {
        const channel = access.channel(param('channelId'));
        access.demandSending(channel);
        changes.announce({ type: 'typing-start', channel });
        return empty;
      },
    },
  ];
}

/**
 * A thread's creator may rename and archive it, and whoever may write in it may wake it; locking, and every other
 * channel, takes a permission.
 */
function demandUpdate(
  channel: Channel,
  form: UpdateForm,
  { access, world }: ChannelRoutesOptions,
): void {
  const { ManageThreads, ManageChannels } = PermissionFlagsBits;
  const { thread } = channel;
  const isOwn =
    thread?.ownerId === world.application.bot.id && !thread.isLocked && form.locked === undefined;
  if (isWaking(channel, form)) access.demandSending(channel);
  else if (!isOwn) access.demand(channel, thread ? ManageThreads : ManageChannels);
  if (thread?.isArchived && form.archived !== false) throw refuse('THREAD_ARCHIVED');
}

function isWaking({ thread }: Channel, { archived, ...others }: UpdateForm): boolean {
  const isAlone = Object.values(others).every((field) => field === undefined);
  return thread?.isLocked === false && archived === false && isAlone;
}

function updateThread(thread: ThreadState, form: UpdateForm, clock: Clock): void {
  thread.isArchived = form.archived ?? thread.isArchived;
  thread.isLocked = form.locked ?? thread.isLocked;
  thread.archiveMinutes = form.auto_archive_duration ?? thread.archiveMinutes;
  thread.changedAt = clock.now();
}
