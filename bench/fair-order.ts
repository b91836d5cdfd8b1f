// Who asks what in the measurement of the line, in which order they should be answered, and how far from it an order is.
import { mean } from './figures.ts';
import { createIdealLine } from './ideal-line.ts';
import { createRandom } from './random.ts';

export interface FairLineLoad {
  asks: number;
  askers: number;
}

export interface LineAsk {
  id: string;
  askerId: string;
}

/** In ids: all asks in the order in which a worker gets them. */
export type Order = readonly string[];

/** In places, between the order of answers and the ideal one. */
export interface Displacement {
  largest: number;
  mean: number;
}

/** Every asker asks once; of the rest a few ask most, as in any community. The same ones each time. */
export function asksOf({ asks, askers }: FairLineLoad): LineAsk[] {
  const random = createRandom(1);
  const chosen = Array.from({ length: asks }, (_, index) =>
    index < askers ? index : Math.floor(askers * random() ** 3),
  );
  const shuffled = chosen
    .map((asker) => ({ asker, key: random() }))
    .toSorted((one, other) => one.key - other.key);
  return shuffled.map(({ asker }, index) => ({ id: `${index}`, askerId: `asker-${asker}` }));
}

/** The rule itself: the n-th of an asker behind everyone's (n-1)-th, equals in the order of arrival. */
export function byRank(asks: readonly LineAsk[]): string[] {
  const counts = new Map<string, number>();
  const ranked = asks.map(({ id, askerId }) => {
    const rank = (counts.get(askerId) ?? 0) + 1;
    counts.set(askerId, rank);
    return { id, rank };
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ id }) => id);
}

/** So fine that no tag is rounded. */
const exactRound = 2 ** 30;

/** As they come: half wait before the first is taken, and then one joins for each that is taken. */
export function idealAsTheyCome(asks: readonly LineAsk[]): string[] {
  const line = createIdealLine({ round: exactRound });
  const order: string[] = [];
  for (const [index, ask] of asks.entries()) {
    line.join({ ...ask, weight: 1 });
    if (index >= asks.length / 2) order.push(line.take() ?? '');
  }
  return [...order, ...line.order()];
}

export function displacementOf(order: Order, ideal: Order): Displacement {
  if (order.length !== ideal.length) throw new Error('an ask was lost or answered twice');
  const places = new Map(ideal.map((id, place) => [id, place]));
  const distances = order.map((id, place) => Math.abs(place - (places.get(id) ?? Number.NaN)));
  return { largest: Math.max(...distances), mean: mean(distances) };
}
