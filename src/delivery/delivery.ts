// Runs the `deliver` jobs: one for each ask, from its first waiting frame to its final state.
import type { Redis } from 'ioredis';
import type { Ask } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { KeptAnswers } from '../asks/kept-answers.ts';
import type { TurnOrder } from '../conversations/turn-order.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import { lockLost } from '../jobs/job-runs.ts';
import { createJobWorker, type JobWorker } from '../jobs/job-worker.ts';
import { isTerminal } from '../token-log/entries.ts';
import { isRefusal } from '../redis.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { requestTimeoutMs } from './discord-calls.ts';
import { holdReply, type HeldReplyOptions } from './held-reply.ts';
import { besideEntry, createLineEntry } from './line-entry.ts';
import type { ShowResult } from './recovery.ts';
import { showReply, type ShowReplyOptions } from './show-reply.ts';
import { untilTaken } from './until-taken.ts';

export interface DeliveryOptions extends Omit<
  ShowReplyOptions,
  'ask' | 'isAfterPrevious' | 'signal'
> {
  redis: Redis;
  prefix: string;
  asks: Asks;
  askStore: AskStore;
  keptAnswers: Pick<KeptAnswers, 'keep'>;
  turns: Pick<TurnStore, 'close' | 'get' | 'previous' | 'link'> & HeldReplyOptions['turns'];
  turnOrder: TurnOrder;
  /** Of an ask that is closed. */
  forgetQuestion: (askId: string) => Promise<void>;
}

/** A run ends with the request that it has under way: cut off, it could still land, over what a successor shows. */
export const handBackLimitMs = requestTimeoutMs + 500;

/** Every open ask needs a running `deliver` job, so this must not be less than the asks that may be open. */
const concurrency = 1_000;

/** A delivery that breaks this often breaks for a reason that no further run will change. */
const maxFailures = 5;

export function createDelivery(options: DeliveryOptions): JobWorker {
  const { redis, prefix, asks, askStore, keptAnswers, tokenLog, turns, turnOrder, log } = options;
  const { forgetQuestion } = options;

  async function deliver(ask: Ask, signal: AbortSignal): Promise<ShowResult | 'given-up'> {
    const { writeAgain, holdTurn, ...held } = holdReply({
      ...options,
      askId: ask.id,
      turnId: ask.turnId,
    });
    try {
      await holdTurn();
      const entry = createLineEntry({ ...options, ask });
      const { isAfterPrevious } = entry;
      const show = (ends: AbortSignal) =>
        showReply({ ...options, ...held, ask, isAfterPrevious, signal: ends });
      const result = await besideEntry(entry, show, signal);
      if (result === 'undeliverable') await keepAnswer(ask);
      return result;
    } catch (error) {
      if (signal.reason === lockLost) await asks.restore(ask, writeAgain);
      signal.throwIfAborted();
      if (isRefusal(error)) throw error;
      const failures = await askStore.countFailure(ask.id);
      if (failures < maxFailures) throw error;
      log.error({ err: error, askId: ask.id, failures }, 'delivery-given-up');
      await giveUp(ask, signal);
      return 'given-up';
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
    const isAfterPrevious = () => false;
    await showReply({ ...options, ...textless, isAfterPrevious, signal }).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        log.error({ err: error, askId: ask.id }, 'failure-not-shown');
      },
    );
  }

  async function run(askId: string, signal: AbortSignal): Promise<void> {
    const ask = await askStore.get(askId);
    // Whoever added the job may have done so while the ask was being closed.
    if (await askStore.isOpen(askId)) await showToEnd(askId, ask, signal);
    // Last, so that a run that is cut off here is done again, and a question that is deleted meanwhile is not missed.
    if (ask && (await turns.get(ask.turnId))?.isRemoved) await forgetQuestion(askId);
  }

  async function showToEnd(
    askId: string,
    ask: Ask | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (!ask || (await isReplaced(ask))) return askStore.markClosed(askId);
    const result = await deliver(ask, signal);
    // What came of it is what the conversation goes on from, also where it was cut short.
    await turnOrder.settleFromLog(ask.turnId);
    if (result !== 'undeliverable') return askStore.markClosed(askId);
    // While this run is there, no press can begin another.
    return (await askStore.closeUnreached(askId)) ? undefined : showToEnd(askId, ask, signal);
  }

  /** Its messages are those of a later ask by now, whose delivery waits for the end of this one. */
  async function isReplaced({ id, turnId }: Ask): Promise<boolean> {
    const turn = await turns.get(turnId);
    // Of a removed turn it is not known any more which ask was the last.
    if (!turn || turn.isRemoved || turn.askId === id) return false;
    return (await askStore.get(turn.askId)) !== undefined;
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
