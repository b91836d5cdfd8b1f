// The fair order of the line as it is meant, written for reading: what the real one is compared with, by the benchmark
// and by the tests. Every step looks at everything.

export interface IdealAsk {
  id: string;
  askerId: string;
  weight: number;
  /** Where it matters. */
  model?: string;
}

export interface IdealLine {
  join(ask: IdealAsk): void;
  leave(id: string): void;
  /** The ask that a worker gets now that has these models, or all. */
  take(models?: readonly string[]): string | undefined;
  /** Its worker was killed: it stands first. */
  giveBack(id: string): void;
  /** All that wait, the next one first. */
  order(): string[];
  /** Those of one asker. */
  orderOf(askerId: string): string[];
  /** Waits, and has not been given back. */
  isRanked(id: string): boolean;
}

export interface IdealLineOptions {
  /** A round is the way from one ask of an asker to the next; it is as long as this many of the smallest steps. */
  round: number;
}

interface Standing extends IdealAsk {
  tag: number;
  arrival: number;
}

const idsOf = (asks: readonly IdealAsk[]): string[] => asks.map(({ id }) => id);

function byTag(one: Standing, other: Standing): number {
  return one.tag - other.tag || one.arrival - other.arrival;
}

/** BullMQ holds a line for each model, and of those that were given back nothing says who was before whom. */
function byModel({ model = '' }: IdealAsk, { model: other = '' }: IdealAsk): number {
  if (model === other) return 0;
  return model < other ? -1 : 1;
}

export function createIdealLine({ round }: IdealLineOptions): IdealLine {
  let standing: Standing[] = [];
  let givenBack: IdealAsk[] = [];
  const taken = new Map<string, IdealAsk>();
  /** The tag from which an asker's next ask may stand. */
  const ends = new Map<string, number>();
  const weights = new Map<string, number>();
  let now = 1;
  /** As far as the tags go that workers take. */
  let front = 1;
  let arrivals = 0;

  const inOrder = (): Standing[] => standing.toSorted(byTag);

  function settle(): void {
    const [first] = inOrder();
    if (!first) ends.clear();
    front = first ? front : 1;
    const latest = Math.max(first?.tag ?? 1, front) + round - 0.01;
    now = first ? Math.max(first.tag, Math.min(now, latest)) : 1;
  }

  function activeWeight(): number {
    const active = [...new Set(standing.map(({ askerId }) => askerId))];
    return active.reduce((sum, askerId) => sum + (weights.get(askerId) ?? 0), 0);
  }

  function drop(id: string): void {
    standing = standing.filter((ask) => ask.id !== id);
  }

  function takeFirst(isTaken: (ask: IdealAsk) => boolean): IdealAsk | undefined {
    const index = givenBack.findIndex(isTaken);
    if (index >= 0) return givenBack.splice(index, 1)[0];
    settle();
    const first = inOrder().find(isTaken);
    if (!first) return undefined;
    front = Math.max(front, Math.min(first.tag, now));
    now += round / activeWeight();
    drop(first.id);
    return first;
  }

  /** Who has nothing waiting is at most one turn behind the others, although workers took asks before their turn. */
  function tagOf({ askerId }: IdealAsk, share: number): number {
    const turn = Math.floor(now + 1e-6);
    const isWaiting = standing.some((other) => other.askerId === askerId);
    const latest = isWaiting ? Infinity : turn + Math.max(round, share);
    return Math.max(turn, Math.min(ends.get(askerId) ?? 1, latest));
  }

  function join(ask: IdealAsk): void {
    settle();
    weights.set(ask.askerId, ask.weight);
    const share = Math.max(1, Math.round(round / ask.weight));
    const tag = tagOf(ask, share);
    standing.push({ ...ask, tag, arrival: (arrivals += 1) });
    ends.set(ask.askerId, tag + share);
  }

  function leave(id: string): void {
    settle();
    const leaving = standing.find((ask) => ask.id === id);
    givenBack = givenBack.filter((ask) => ask.id !== id);
    if (!leaving) return;
    let free = leaving.tag;
    for (const ask of standing) {
      if (ask.askerId !== leaving.askerId || ask.arrival <= leaving.arrival) continue;
      [free, ask.tag] = [ask.tag, free];
    }
    ends.set(leaving.askerId, free);
    drop(id);
  }

  const all = (): IdealAsk[] => [...givenBack, ...inOrder()];

  return {
    join,
    leave,
    take: (models) => {
      const ask = takeFirst(({ model = '' }) => models?.includes(model) ?? true);
      if (ask) taken.set(ask.id, ask);
      return ask?.id;
    },
    giveBack: (id) => {
      const ask = taken.get(id);
      if (ask) givenBack = [ask, ...givenBack].toSorted(byModel);
    },
    order: () => idsOf(all()),
    orderOf: (askerId) => idsOf(all().filter((ask) => ask.askerId === askerId)),
    isRanked: (id) => standing.some((ask) => ask.id === id),
  };
}
