// What happens to an ask between the interaction and its two jobs: submit, its place in line, stop.
import type { Queue } from 'bullmq';
import { BotError } from '../errors.ts';
import { jobIdOf, type JobData } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import type { TerminalEntry } from '../token-log/entries.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { Ask } from './ask.ts';
import type { AskStore } from './ask-store.ts';
import type { Line } from './line.ts';
import type { ReplyToken, ReplyTokens } from './reply-tokens.ts';
import type { CountLimits, CountRefusal, StoreOutcome } from './store-ask.ts';
import { within } from './within.ts';

export interface AsksOptions {
  /** On the connection for work that a person waits for. */
  store: AskStore;
  /** The same asks, for what must be done in the end even if Redis is away now. */
  patientStore: AskStore;
  replyTokens: ReplyTokens;
  line: Line;
  deliverQueue: Queue<JobData['deliver'], void, 'deliver'>;
  tokenLog: TokenLog;
  log: Logger;
  /** How long a step may take that a person waits for: BullMQ and the token log wait for Redis without end. */
  stepLimitMs?: number;
}

export type SubmitOutcome = { type: 'queued' } | { type: 'duplicate' } | CountRefusal;

export interface SubmitTerms {
  /** None where the reply needs none: after a message. */
  token?: ReplyToken | undefined;
  limits?: CountLimits | undefined;
}

export interface Asks {
  /**
   * Once the record is stored the ask cannot be lost: `revive` makes up for jobs that could not be added. Without limits
   * it is never refused. Throws QUEUE_UNAVAILABLE when Redis does not take it in time; then it is not taken later either.
   */
  submit(ask: Ask, terms?: SubmitTerms): Promise<SubmitOutcome>;
  /** What `submit` would refuse now, before anything is done for the ask. Throws QUEUE_UNAVAILABLE like it. */
  look(ask: Ask, limits: CountLimits): Promise<CountRefusal | undefined>;
  /** Puts the ask in the line for a worker unless that was done before. Called by its `deliver` job. */
  enterLine(ask: Ask): Promise<void>;
  /** Ends the ask wherever it is. False when it had ended before. Waits for Redis. */
  end(askId: string, entry: TerminalEntry): Promise<boolean>;
  /** Ends the ask for a person who waits. `by` is a display name. Rejects when Redis does not take it in time. */
  stop(askId: string, by: string): Promise<boolean>;
  /** Shows the ask's state again, by a fresh token for a reply that could not be reached. */
  reopen(askId: string): Promise<void>;
  /**
   * Redis was restarted without its data: what this process still knows of the ask is stored again, and it is begun anew
   * unless its log holds the end. `remember` writes what else is known of it. Does nothing while Redis knows the ask.
   */
  restore(ask: Ask, remember: () => Promise<void>): Promise<void>;
  /** Adds the `deliver` job of every open ask that has none. */
  revive(): Promise<void>;
}

export function createAsks({
  store,
  patientStore,
  replyTokens,
  line,
  deliverQueue,
  tokenLog,
  log,
  stepLimitMs = 2_000,
}: AsksOptions): Asks {
  const deliver = (askId: string): Promise<unknown> =>
    deliverQueue.add('deliver', { askId }, { jobId: jobIdOf(askId) });

  async function submit(ask: Ask, terms: SubmitTerms = {}): Promise<SubmitOutcome> {
    const outcome = await within(stepLimitMs, record(ask, terms)).catch((cause: unknown) => {
      withdraw(ask.id);
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    });
    if (outcome.type !== 'stored') return outcome;
    await within(stepLimitMs, deliver(ask.id)).catch((error: unknown) =>
      log.warn({ err: error, askId: ask.id }, 'deliver-job-postponed'),
    );
    return { type: 'queued' };
  }

  /** The token first: an ask that is recorded has all that its delivery needs. */
  async function record(ask: Ask, { token, limits }: SubmitTerms): Promise<StoreOutcome> {
    if (token) await replyTokens.put(ask.id, token);
    const outcome = await store.store(ask, limits);
    const isRefused = outcome.type !== 'stored' && outcome.type !== 'duplicate';
    if (isRefused) await replyTokens.drop(ask.id);
    return outcome;
  }

  /** Redis may have the record, or get it yet, although it did not say so. */
  function withdraw(askId: string): void {
    patientStore.withdraw(askId).then(
      () => log.info({ askId }, 'ask-withdrawn'),
      (error: unknown) => log.warn({ err: error, askId }, 'ask-not-withdrawn'),
    );
  }

  async function end(askId: string, entry: TerminalEntry): Promise<boolean> {
    const result = await tokenLog.end(askId, entry);
    await line.leave(askId);
    return result === 'appended';
  }

  return {
    submit,
    end,

    look: (ask, limits) =>
      within(stepLimitMs, store.look(ask, limits)).catch((cause: unknown) => {
        throw new BotError('QUEUE_UNAVAILABLE', { cause });
      }),

    enterLine: async (ask) => {
      if (!(await tokenLog.isEmpty(ask.id))) return;
      await line.join(ask);
      // Whoever ended the ask between the two steps found nothing to take out of the line.
      if (await tokenLog.hasEnded(ask.id)) await line.leave(ask.id);
    },

    stop: (askId, by) => within(stepLimitMs, end(askId, { type: 'ask-stopped', by })),

    reopen: async (askId) => {
      await store.markOpen(askId);
      await within(stepLimitMs, deliver(askId));
    },

    restore: async (ask, remember) => {
      const { type } = await patientStore.store(ask);
      if (type !== 'stored') return;
      log.warn({ askId: ask.id }, 'ask-restored');
      await remember();
      await tokenLog.clear(ask.id);
      await deliver(ask.id);
    },

    revive: async () => {
      const open = await store.listOpen();
      await Promise.all(open.map(deliver));
      if (open.length > 0) log.debug({ asks: open.length }, 'open-asks-revived');
    },
  };
}
