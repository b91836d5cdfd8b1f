// What happens to an ask between the interaction and its two jobs: submit, its place in line, stop.
import type { Queue } from 'bullmq';
import { BotError } from '../errors.ts';
import { jobIdOf, type JobData } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { Ask } from './ask.ts';
import type { AskStore } from './ask-store.ts';
import type { Line } from './line.ts';
import type { ReplyToken, ReplyTokens } from './reply-tokens.ts';

export interface AsksOptions {
  store: AskStore;
  replyTokens: ReplyTokens;
  line: Line;
  deliverQueue: Queue<JobData['deliver'], void, 'deliver'>;
  tokenLog: TokenLog;
  log: Logger;
  /** How long a submit may take before the asker is told that the queue is away. */
  submitLimitMs?: number;
}

export type SubmitOutcome = 'queued' | 'duplicate';

export interface Asks {
  /**
   * Once the record is stored the ask cannot be lost: `revive` makes up for jobs that could not be added.
   * Throws QUEUE_UNAVAILABLE when Redis does not take it in time.
   */
  submit(ask: Ask, token: ReplyToken): Promise<SubmitOutcome>;
  /** Puts the ask in the line for a worker unless that was done before. Called by its `deliver` job. */
  enterLine(ask: Ask): Promise<void>;
  /** Ends the ask wherever it is. False when it had ended before. `by` is a display name. */
  stop(askId: string, by: string): Promise<boolean>;
  /** Adds the `deliver` job of every open ask that has none. */
  revive(): Promise<void>;
}

export function createAsks({
  store,
  replyTokens,
  line,
  deliverQueue,
  tokenLog,
  log,
  submitLimitMs = 2_000,
}: AsksOptions): Asks {
  const deliver = (askId: string): Promise<unknown> =>
    deliverQueue.add('deliver', { askId }, { jobId: jobIdOf(askId) });

  async function submit(ask: Ask, token: ReplyToken): Promise<SubmitOutcome> {
    const isNew = await within(submitLimitMs, record(ask, token)).catch((cause: unknown) => {
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    });
    if (!isNew) return 'duplicate';
    await within(submitLimitMs, deliver(ask.id)).catch((error: unknown) =>
      log.warn({ err: error, askId: ask.id }, 'deliver-job-postponed'),
    );
    return 'queued';
  }

  /** The token first: an ask that is recorded has all that its delivery needs. */
  async function record(ask: Ask, token: ReplyToken): Promise<boolean> {
    await replyTokens.put(ask.id, token);
    return store.store(ask);
  }

  return {
    submit,

    enterLine: async (ask) => {
      if (await tokenLog.isEmpty(ask.id)) await line.join(ask);
    },

    stop: async (askId, by) => {
      const result = await tokenLog.end(askId, { type: 'ask-stopped', by });
      await line.leave(askId);
      return result === 'appended';
    },

    revive: async () => {
      const open = await store.listOpen();
      await Promise.all(open.map(deliver));
      if (open.length > 0) log.debug({ asks: open.length }, 'open-asks-revived');
    },
  };
}

/** BullMQ's `add` waits for Redis without end, so the limit is ours. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
