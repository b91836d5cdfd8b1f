// A turn is answered after the one that it goes on from: the model is told that answer.
import { setTimeout as delay } from 'node:timers/promises';
import { isTerminal } from '../token-log/entries.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { RedisTurnStore } from './redis-turn-store.ts';
import { isAnswered, type Turn } from './turn.ts';

export interface TurnOrderOptions {
  turns: Pick<RedisTurnStore, 'get' | 'previous' | 'settle' | 'ageMs'>;
  tokenLog: Pick<TokenLog, 'follow' | 'hasEnded' | 'read'>;
  /** Whether an ask is stored and has no final state on the screen yet. */
  isOpen: (askId: string) => Promise<boolean>;
  /** Between two looks at whether an ask that is waited for is still there. */
  lookEveryMs?: number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface TurnOrder {
  /**
   * Resolves when the turn before this one that is left has its answer, or will get none. May be done any number of
   * times. Rejects with the signal's reason.
   */
  untilPreviousEnded(turnId: string, signal: AbortSignal): Promise<void>;
  /** What the turn's present ask came to is kept with the turn, if that ask has ended. */
  settleFromLog(turnId: string): Promise<void>;
}

/** A turn is begun before its ask is stored: for so long the ask may yet come. */
const askMayComeMs = 5_000;

export function createTurnOrder({
  turns,
  tokenLog,
  isOpen,
  lookEveryMs = 2_000,
  sleep = (ms, signal) => delay(ms, undefined, { signal }),
}: TurnOrderOptions): TurnOrder {
  async function settle({ id, askId }: Turn): Promise<void> {
    const transcript = await tokenLog.read(askId);
    if (transcript?.outcome) await turns.settle(id, { askId, answer: transcript.answer });
  }

  async function mayEnd({ id, askId }: Turn): Promise<boolean> {
    if (await isOpen(askId)) return true;
    const ageMs = await turns.ageMs(id);
    return ageMs !== undefined && ageMs < askMayComeMs;
  }

  /** Resolves when the log ends, and after the time between two looks at the latest. */
  async function wait({ askId }: Turn, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    const look = sleep(lookEveryMs, until).catch(() => undefined);
    const ended = new Promise<void>((resolve) => {
      tokenLog.follow(
        askId,
        (entries) => {
          if (entries.some(isTerminal)) resolve();
        },
        until,
      );
    });
    await Promise.race([look, ended]);
    over.abort();
    signal.throwIfAborted();
  }

  return {
    untilPreviousEnded: async (turnId, signal) => {
      for (;;) {
        signal.throwIfAborted();
        // Anew each time: it may have been removed, or is answered by another ask.
        const previous = await turns.previous(turnId);
        if (!previous || isAnswered(previous)) return;
        if (await tokenLog.hasEnded(previous.askId)) await settle(previous);
        else if (await mayEnd(previous)) await wait(previous, signal);
        else return;
      }
    },
    settleFromLog: async (turnId) => {
      const turn = await turns.get(turnId);
      if (turn && !turn.isRemoved) await settle(turn);
    },
  };
}
