// The fair order of the line as it is meant, written for reading: what the real one is compared with, by the benchmark
// and by the tests. Every step looks at everything.

export interface IdealAsk {
  id: string;
  askerId: string;
  weight: number;
}

export interface IdealLine {
  join(ask: IdealAsk): void;
  leave(id: string): void;
  /** The ask that a worker gets now. */
  take(): string | undefined;
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

export function createIdealLine({ round }: IdealLineOptions): IdealLine {
  let standing: Standing[] = [];
  let givenBack: IdealAsk[] = [];
  const taken = new Map<string, IdealAsk>();
  /** The tag from which an asker's next ask may stand. */
  const ends = new Map<string, number>();
  const weights = new Map<string, number>();
  let now = 1;
  let arrivals = 0;

  const inOrder = (): Standing[] =>
    standing.toSorted((one, other) => one.tag - other.tag || one.arrival - other.arrival);

  function settle(): void {
    const [first] = inOrder();
    if (first) now = Math.max(first.tag, Math.min(now, first.tag + round - 0.01));
    else {
      now = 1;
      ends.clear();
    }
  }

  function activeWeight(): number {
    const active = [...new Set(standing.map(({ askerId }) => askerId))];
    return active.reduce((sum, askerId) => sum + (weights.get(askerId) ?? 0), 0);
  }

  function drop(id: string): void {
    standing = standing.filter((ask) => ask.id !== id);
  }

  function takeFirst(): IdealAsk | undefined {
    if (givenBack.length > 0) return givenBack.shift();
    settle();
    const [first] = inOrder();
    if (!first) return undefined;
    now += round / activeWeight();
    drop(first.id);
    return first;
  }

  function join(ask: IdealAsk): void {
    settle();
    weights.set(ask.askerId, ask.weight);
    const tag = Math.max(Math.floor(now + 1e-6), ends.get(ask.askerId) ?? 1);
    standing.push({ ...ask, tag, arrival: (arrivals += 1) });
    ends.set(ask.askerId, tag + Math.max(1, Math.round(round / ask.weight)));
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
  const idsOf = (asks: readonly IdealAsk[]): string[] => asks.map(({ id }) => id);

  return {
    join,
    leave,
    take: () => {
      const ask = takeFirst();
      if (ask) taken.set(ask.id, ask);
      return ask?.id;
    },
    giveBack: (id) => {
      const ask = taken.get(id);
      if (ask) givenBack.unshift(ask);
    },
    order: () => idsOf(all()),
    orderOf: (askerId) => idsOf(all().filter((ask) => ask.askerId === askerId)),
    isRanked: (id) => standing.some((ask) => ask.id === id),
  };
}
