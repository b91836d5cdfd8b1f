// Ends the asks whose replies nobody can see any more, because the place that they stood in is gone.
import type { AskPlace } from './ask.ts';
import type { Asks } from './asks.ts';
import type { AskStore } from './ask-store.ts';

/** Resolves to how many there were. Waits for Redis. */
export type EndLostAsks = (isLost: (place: AskPlace) => boolean) => Promise<number>;

export interface EndLostAsksOptions {
  store: Pick<AskStore, 'getMany' | 'listOpen'>;
  asks: Pick<Asks, 'end'>;
}

export function createEndLostAsks({ store, asks }: EndLostAsksOptions): EndLostAsks {
  return async (isLost) => {
    const open = await store.getMany(await store.listOpen());
    const lost = open.filter(({ place }) => isLost(place));
    await Promise.all(
      lost.map(({ id }) => asks.end(id, { type: 'ask-failed', code: 'PLACE_GONE' })),
    );
    return lost.length;
  };
}
