// Where somebody would stand in the line who asks now. Pure, and rougher than the line itself: it knows those who wait,
// and not who was served lately.
import type { Ask } from './ask.ts';

export interface NextPlaceOptions {
  askerId: string;
  /** In the order of their places. One whose record is gone counts as of somebody else. */
  waiting: readonly (Pick<Ask, 'asker' | 'weight'> | undefined)[];
}

/** 1 is next. Who has `n` questions waiting stands behind the first `n + 1` of everybody; a weight counts like so many. */
export function nextPlace({ askerId, waiting }: NextPlaceOptions): number {
  const turns = createTurns();
  const turnsOfWaiting = waiting.map((ask) => (ask ? turns.take(ask) : 0));
  const weight = waiting.find((ask) => ask?.asker.id === askerId)?.weight;
  const turn = turns.take({ asker: { id: askerId }, ...(weight !== undefined && { weight }) });
  return turnsOfWaiting.filter((other) => other <= turn).length + 1;
}

/** In rounds of the line: 0 for everybody's first question. */
function createTurns() {
  const counts = new Map<string, number>();
  return {
    take: ({ asker, weight = 1 }: { asker: { id: string }; weight?: number }): number => {
      const before = counts.get(asker.id) ?? 0;
      counts.set(asker.id, before + 1);
      return before / weight;
    },
  };
}
