// Runs the `deliver` jobs: one for each ask, from its first waiting frame to its final state.
import type { Redis } from 'ioredis';
import type { Ask } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { KeptAnswers } from '../asks/kept-answers.ts';
import { lockLost } from '../jobs/job-runs.ts';
import { createJobWorker, type JobWorker } from '../jobs/job-worker.ts';
import { isTerminal } from '../token-log/entries.ts';
import { isRefusal } from '../redis.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { requestTimeoutMs } from './discord-calls.ts';
import { holdReply } from './held-reply.ts';
import { showReply, type ShowReplyOptions } from './show-reply.ts';
import { untilTaken } from './until-taken.ts';

export interface DeliveryOptions extends Omit<ShowReplyOptions, 'ask' | 'signal'> {
  redis: Redis;
  prefix: string;
  asks: Asks;
  askStore: AskStore;
  keptAnswers: Pick<KeptAnswers, 'keep'>;
}

/** A run ends with the request that it has under way: cut off, it could still land, over what a successor shows. */
export const handBackLimitMs = requestTimeoutMs + 500;

/** Every open ask needs a running `deliver` job, so this must not be less than the asks that may be open. */
const concurrency = 1_000;

/** A delivery that breaks this often breaks for a reason that no further run will change. */
const maxFailures = 5;

export function createDelivery(options: DeliveryOptions): JobWorker {
  const { redis, prefix, asks, askStore, keptAnswers, tokenLog, log } = options;

  async function deliver(ask: Ask, signal: AbortSignal): Promise<void> {
    const { writeAgain, ...held } = holdReply({ ...options, askId: ask.id });
    try {
      await asks.enterLine(ask);
      const result = await showReply({ ...options, ...held, ask, signal });
      if (result === 'undeliverable') await keepAnswer(ask);
    } catch (error) {
      if (signal.reason === lockLost) await asks.restore(ask, writeAgain);
      signal.throwIfAborted();
      if (isRefusal(error)) throw error;
      const failures = await askStore.countFailure(ask.id);
      if (failures < maxFailures) throw error;
      log.error({ err: error, askId: ask.id, failures }, 'delivery-given-up');
      await giveUp(ask, signal);
    }
  }

  /** Its asker finds it by /queue. Whoever stopped an ask wants nothing of it. */
  async function keepAnswer(ask: Ask): Promise<void> {
    const transcript = await tokenLog.read(ask.id);
    if (transcript && transcript.outcome?.type !== 'stopped') await keptAnswers.keep(ask);
  }

  /** Whatever broke the delivery, it was not this one frame. */
  async function giveUp(ask: Ask, signal: AbortSignal): Promise<void> {
    await asks.end(ask.id, { type: 'ask-failed', code: 'INTERNAL' });
    const textless = { ask: { ...ask, question: '' }, tokenLog: withoutText(tokenLog) };
    await showReply({ ...options, ...textless, signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      log.error({ err: error, askId: ask.id }, 'failure-not-shown');
    });
  }

  async function run(askId: string, signal: AbortSignal): Promise<void> {
    // Whoever added the job may have done so while the ask was being closed.
    if (!(await askStore.isOpen(askId))) return;
    const ask = await askStore.get(askId);
    if (ask) await deliver(ask, signal);
    await askStore.markClosed(askId);
  }

  return createJobWorker({
    name: 'deliver',
    redis,
    prefix,
    concurrency,
    log,
    run: ({ data: { askId }, signal }) => untilTaken(() => run(askId, signal), signal),
  });
}

/** The same log as if nothing but a fault of ours stood in it. */
function withoutText(tokenLog: TokenLog): TokenLog {
  return {
    ...tokenLog,
    follow: (askId, listener, signal) =>
      tokenLog.follow(
        askId,
        (entries) => {
          const endings = entries.filter(isTerminal);
          listener(endings.map(({ at }) => ({ type: 'ask-failed', code: 'INTERNAL', at })));
        },
        signal,
      ),
  };
}
