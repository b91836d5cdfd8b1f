// What the figures must reach. A goal whose load was not measured is left out.
import type { MemorySample } from './measure-community.ts';
import type { LoadFigures } from './measure-load.ts';
import type { Results } from './results.ts';

export interface Verdict {
  goal: string;
  /** In ms if the goal names no other unit; 429s are counted. */
  value: number;
  atMost: number;
  isMet: boolean;
}

interface Goal {
  goal: string;
  atMost: (results: Results) => number | undefined;
  value: (results: Results) => number | undefined;
}

type Figure = keyof LoadFigures;

const figureOf =
  (load: string, figure: Figure) =>
  ({ loads }: Results): number | undefined =>
    loads.find(({ name }) => name === load)?.figures[figure];

function limit(load: string, figure: Figure, atMost: number): Goal {
  return {
    goal: `${load}: ${figure}`,
    value: figureOf(load, figure),
    atMost: () => atMost,
  };
}

/** Three in one channel are to be served as well as one. */
const tolerance = 1.1;

function sameAsOne(figure: Figure): Goal {
  return {
    goal: `three: ${figure} as for one`,
    value: figureOf('three', figure),
    atMost: (results) => {
      const one = figureOf('one', figure)(results);
      return one === undefined ? undefined : one * tolerance;
    },
  };
}

/** What a start takes is not counted: caches fill, code is compiled. */
function memoryGrowth(
  samples: readonly MemorySample[],
  process: keyof MemorySample,
): number | undefined {
  const settled = samples[Math.round((samples.length - 1) / 5)];
  const last = samples.at(-1);
  return settled && last && last[process] / settled[process];
}

const goals: readonly Goal[] = [
  ...['one', 'three', 'hundred'].flatMap((load) => [
    limit(load, 'stalenessMs', 620),
    limit(load, 'freezeMs', 1_200),
    limit(load, 'endLagMs', 200),
    limit(load, 'rateLimited', 0),
  ]),
  limit('quick-bucket', 'stalenessMs', 330),
  limit('quick-bucket', 'rateLimited', 0),
  sameAsOne('stalenessMs'),
  sameAsOne('freezeMs'),
  {
    goal: 'hand-over: pick-up, p95',
    value: ({ handOver }) => handOver?.pickUpMs.p95,
    atMost: () => 20,
  },
  {
    goal: 'hand-over: idle gap, p95',
    value: ({ handOver }) => handOver?.idleGapMs.p95,
    atMost: () => 25,
  },
  {
    goal: 'fair-line: places from the fair order, largest',
    value: ({ fairLine }) =>
      fairLine && Math.max(...fairLine.orders.map(({ fair }) => fair.largest)),
    atMost: () => 2,
  },
  {
    goal: 'fair-line: a look at a place, p50',
    value: ({ fairLine }) => fairLine?.placeMs.p50,
    atMost: () => 1,
  },
  {
    goal: 'estimate: error after 20 answers, p50, %',
    value: ({ estimate }) => estimate?.errors[0]?.p50,
    atMost: () => 30,
  },
  {
    goal: 'waiting: 429s',
    value: ({ waiting }) =>
      waiting && Math.max(...waiting.costs.map(({ rateLimited }) => rateLimited)),
    atMost: () => 0,
  },
  {
    goal: 'community: the GPU idles, % of the time',
    value: ({ community }) => community && 100 - community.busyPercent,
    atMost: () => 2,
  },
  {
    goal: 'community: places from the fair order, mean',
    value: ({ community }) => community?.order.mean,
    atMost: () => 2,
  },
  ...(['botMb', 'workerMb'] as const).map((process): Goal => ({
    goal: `community: ${process} at the end, times those after a fifth`,
    value: ({ community }) => community && memoryGrowth(community.memory, process),
    atMost: () => 1.15,
  })),
  {
    goal: 'two-models: loads, % of those when all are answered in turn',
    value: ({ twoModels }) =>
      twoModels &&
      Math.max(
        ...twoModels.flows.map(({ inTurn, inMemoryFirst }) =>
          Math.round((inMemoryFirst.loads / inTurn.loads) * 100),
        ),
      ),
    atMost: () => 60,
  },
  {
    goal: 'two-models: a wait, times what it was in turn, largest',
    value: ({ twoModels }) =>
      twoModels && Math.max(...twoModels.flows.map(({ ratio }) => ratio.largest)),
    atMost: () => 2,
  },
  {
    goal: 'two-models: a wait, times what it was without those that passed, largest',
    value: ({ twoModels }) =>
      twoModels && Math.max(...twoModels.flows.map(({ largestForIt }) => largestForIt)),
    atMost: () => 2,
  },
  {
    goal: 'rendering: a frame of the long answer, times one of the short',
    value: ({ rendering }) => rendering?.ratio,
    atMost: () => 3,
  },
  {
    goal: 'rendering: a frame, p95',
    value: ({ rendering }) => rendering?.long.allMs.p95,
    atMost: () => 5,
  },
  {
    goal: 'rendering: 100 streams, % of a core',
    value: ({ rendering }) => rendering?.crowd.corePercent,
    atMost: () => 50,
  },
];

export function judge(results: Results): Verdict[] {
  return goals.flatMap(({ goal, ...of }) => {
    const value = of.value(results);
    const atMost = of.atMost(results);
    if (value === undefined || atMost === undefined) return [];
    return [{ goal, value, atMost, isMet: value <= atMost }];
  });
}
