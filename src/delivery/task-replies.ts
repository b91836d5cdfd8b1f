// Keeps the replies about model tasks true until their tasks have ended, whatever restarts meanwhile.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Lease } from '../jobs/lease.ts';
import type { PublishedWorker } from '../models/published-models.ts';
import type { ModelTasks } from '../models/tasks/model-tasks.ts';
import { createOutage } from '../outage.ts';
import type { DiscordCalls } from './discord-calls.ts';
import { showTasks } from './show-tasks.ts';
import type { TaskReply, TaskReplyStore } from './task-reply-store.ts';

/** What tasks are seen by. */
export interface TaskSight {
  workers: readonly Pick<PublishedWorker, 'machine' | 'models' | 'state'>[];
  /** Epoch ms on the clock of the tasks. */
  now: number;
}

export interface TaskRepliesOptions {
  store: TaskReplyStore;
  tasks: Pick<ModelTasks, 'get' | 'settle'>;
  replyTokens: Pick<ReplyTokens, 'get'>;
  calls: Pick<DiscordCalls, 'send'>;
  look: () => Promise<TaskSight>;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  log: Logger;
  /** Between two looks at a task. */
  lookMs?: number;
  /** Between two looks for replies that nobody shows: those of a bot that was killed. */
  takeUpMs?: number;
}

export interface TaskReplies {
  /** Shows the reply from now on. Resolves when it is kept. */
  begin(reply: TaskReply): Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export function createTaskReplies({
  lookMs = 500,
  takeUpMs = 5_000,
  ...options
}: TaskRepliesOptions): TaskReplies {
  const { store, log } = options;
  const closing = new AbortController();
  const shown = new Map<string, Promise<void>>();
  const outage = createOutage({ of: 'task-replies', log });

  async function follow(id: string, lease: Lease): Promise<void> {
    const reply = await store.get(id);
    const signal = closing.signal;
    const result = reply && (await showTasks({ ...options, reply, lease, signal, lookMs }));
    if (result !== 'taken-over') await store.close(id);
  }

  async function followSafely(id: string, lease: Lease): Promise<void> {
    try {
      await follow(id, lease);
    } catch (error) {
      const level = error instanceof BotError ? 'warn' : 'error';
      if (!closing.signal.aborted) log[level]({ err: error, replyId: id }, 'task-reply-postponed');
    } finally {
      shown.delete(id);
      await lease.release().catch(outage.begin);
    }
  }

  async function takeUp(id: string): Promise<void> {
    if (shown.has(id) || closing.signal.aborted) return;
    const lease = await store.take(id, randomUUID());
    if (!lease) return;
    const following = followSafely(id, lease);
    shown.set(id, following);
  }

  async function takeUpAll(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        for (const id of await store.listOpen()) await takeUp(id);
        outage.end();
      } catch (error) {
        outage.begin(error);
      }
      await delay(takeUpMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const takingUp = takeUpAll();
  async function close(): Promise<void> {
    closing.abort();
    await takingUp;
    await Promise.all(shown.values());
  }

  let closed: Promise<void> | undefined;
  return {
    begin: async (reply) => {
      await store.put(reply);
      await takeUp(reply.id);
    },
    close: () => (closed ??= close()),
  };
}
