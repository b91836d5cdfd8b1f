// What an ask waits for before it stands in the line: the rest of its question, and the answer that it goes on from.
import { setTimeout as delay } from 'node:timers/promises';
import type { Ask } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { TurnOrder } from '../conversations/turn-order.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import { isAnswered } from '../conversations/turn.ts';
import type { Sleep } from './back-off.ts';

export interface LineEntryOptions {
  ask: Ask;
  asks: Pick<Asks, 'enterLine'>;
  turns: Pick<TurnStore, 'close' | 'previous'>;
  turnOrder: Pick<TurnOrder, 'untilPreviousEnded'>;
  sleep?: Sleep;
}

export interface LineEntry {
  /** Resolves when the ask stands in the line. Rejects with the signal's reason, or with what else is in the way. */
  enter(signal: AbortSignal): Promise<void>;
  /** Resolves when `enter` is through, or has found something to wait for: then there is something to show. */
  looked: Promise<void>;
  /** It waits for the answer before. */
  isAfterPrevious(): boolean;
}

export function createLineEntry({
  ask,
  asks,
  turns,
  turnOrder,
  sleep = (ms, signal) => delay(ms, undefined, { signal }),
}: LineEntryOptions): LineEntry {
  let isAfterPrevious = false;
  let noteLook: () => void;
  const looked = new Promise<void>((resolve) => {
    noteLook = resolve;
  });

  async function gather(signal: AbortSignal): Promise<void> {
    for (;;) {
      const leftMs = await turns.close(ask.turnId);
      signal.throwIfAborted();
      if (leftMs <= 0) return;
      noteLook();
      await sleep(leftMs, signal);
    }
  }

  async function followPrevious(signal: AbortSignal): Promise<void> {
    const previous = await turns.previous(ask.turnId);
    isAfterPrevious = previous !== undefined && !isAnswered(previous);
    if (isAfterPrevious) noteLook();
    await turnOrder.untilPreviousEnded(ask.turnId, signal);
    isAfterPrevious = false;
  }

  return {
    enter: async (signal) => {
      try {
        await gather(signal);
        await followPrevious(signal);
        signal.throwIfAborted();
        await asks.enterLine(ask);
      } finally {
        noteLook();
      }
    },
    looked,
    isAfterPrevious: () => isAfterPrevious,
  };
}

/**
 * Shows the reply while its ask makes its way into the line. What is shown to its end needs no line any more; what does
 * not come into the line ends the showing with its error.
 */
export async function besideEntry<T>(
  { enter, looked }: Pick<LineEntry, 'enter' | 'looked'>,
  show: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const over = new AbortController();
  const ends = AbortSignal.any([signal, over.signal]);
  const entering = enter(ends).catch((error: unknown) => over.abort(error));
  try {
    await looked;
    return await show(ends);
  } finally {
    over.abort();
    await entering;
  }
}
