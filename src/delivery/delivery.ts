// Runs the `deliver` jobs: one for each ask, from its first waiting frame to its final state.
import type { Redis } from 'ioredis';
import type { Ask } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import { createJobWorker, type JobWorker } from '../jobs/job-worker.ts';
import { isTerminal } from '../token-log/entries.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { requestTimeoutMs } from './discord-calls.ts';
import { showReply, type ShowReplyOptions } from './show-reply.ts';

export interface DeliveryOptions extends Omit<ShowReplyOptions, 'ask' | 'signal'> {
  redis: Redis;
  prefix: string;
  asks: Asks;
  askStore: AskStore;
}

/** A run ends with the request that it has under way: cut off, it could still land, over what a successor shows. */
export const handBackLimitMs = requestTimeoutMs + 500;

/** Every open ask needs a running `deliver` job, so this must not be less than the asks that may be open. */
const concurrency = 1_000;

/** A delivery that breaks this often breaks for a reason that no further run will change. */
const maxFailures = 5;

export function createDelivery(options: DeliveryOptions): JobWorker {
  const { redis, prefix, asks, askStore, tokenLog, log } = options;

  async function deliver(ask: Ask, signal: AbortSignal): Promise<void> {
    try {
      await asks.enterLine(ask);
      await showReply({ ...options, ask, signal });
    } catch (error) {
      signal.throwIfAborted();
      const failures = await askStore.countFailure(ask.id);
      if (failures < maxFailures) throw error;
      log.error({ err: error, askId: ask.id, failures }, 'delivery-given-up');
      await giveUp(ask, signal);
    }
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

  return createJobWorker({
    name: 'deliver',
    redis,
    prefix,
    concurrency,
    log,
    run: async ({ data: { askId }, signal }) => {
      // Whoever added the job may have done so while the ask was being closed.
      if (!(await askStore.isOpen(askId))) return;
      const ask = await askStore.get(askId);
      if (ask) await deliver(ask, signal);
      await askStore.markClosed(askId);
    },
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
