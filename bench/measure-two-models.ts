// What it saves that asks for the model in memory go first, and whom it costs what: two models that do not fit into
// memory together, the same asks once in their turn and once so. Redis, the line and the worker's way of taking jobs are
// real; loads and answers are pauses, three hundred times as short as with a real model.
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../playground/redis.ts';
import { createLine, type Line } from '../src/asks/line.ts';
import { createClosing, type Closing } from '../src/closing.ts';
import { createGenerateWorker } from '../src/generation/generate-worker.ts';
import { createGenerateQueues } from '../src/jobs/generate-queues.ts';
import { createPassedAsks } from '../src/jobs/passed-asks.ts';
import { createLogger } from '../src/log.ts';
import { closeRedis, createPatientRedis } from '../src/redis.ts';
import { percentile } from './figures.ts';
import { askLike } from './mixed-asks.ts';
import { timedAsks, usualAnswerMs, type AskFlow, type TimedAsk } from './two-model-asks.ts';

/** In ms of a real model; from joining the line to the first word. */
export interface WaitFigures {
  loads: number;
  p50: number;
  p95: number;
  longest: number;
}

export interface TwoModelsFlow {
  title: string;
  inTurn: WaitFigures;
  inMemoryFirst: WaitFigures;
  /** The wait of each ask, times what it was in turn. */
  ratio: { p50: number; p95: number; largest: number };
  /** The wait of each ask in line, times what is left of it without the asks that passed it over: the promise. */
  largestForIt: number;
}

export interface TwoModelsResult {
  asks: number;
  flows: TwoModelsFlow[];
}

/** Epoch ms. */
interface Run {
  id: string;
  joinedAt: number;
  takenAt: number;
  wordAt: number;
  endedAt: number;
}

interface Outcome {
  loads: number;
  /** In the order in which they were taken. */
  runs: readonly Run[];
}

const prefix = 'aloud';
const timesReal = 300;
const loadMs = 20_000;
const mostPassedMs = 300_000;

/** A load and an answer take a minute or so together: in the first flow the line is never empty for long. */
const flows: readonly AskFlow[] = [
  { title: 'as many come as can be answered', atOnce: 0, gapMs: 55_000 },
  { title: 'half of them wait when the first is taken', atOnce: 0.5, gapMs: 75_000 },
];

export async function measureTwoModels(asks: number): Promise<TwoModelsResult> {
  const measured: TwoModelsFlow[] = [];
  for (const flow of flows) {
    const timed = timedAsks(asks, flow);
    const inTurn = await answerAll(timed, { prefersMemory: false });
    const inMemoryFirst = await answerAll(timed, { prefersMemory: true });
    measured.push(compare(flow.title, { inTurn, inMemoryFirst }));
  }
  return { asks, flows: measured };
}

async function answerAll(
  asks: readonly TimedAsk[],
  { prefersMemory }: { prefersMemory: boolean },
): Promise<Outcome> {
  const closing = createClosing();
  try {
    const model = createModelPauses(asks);
    const line = await openStage(closing, { model, prefersMemory });
    const joinedAt = new Map<string, number>();
    const startedAt = Date.now();
    for (const { id, answerMs, model: name, joinsAtMs } of asks) {
      await sleep(Math.max(0, startedAt + joinsAtMs / timesReal - Date.now()));
      joinedAt.set(id, Date.now());
      await line.join(askLike({ id, model: name, tokens: answerMs }));
    }
    await model.answered(asks.length);
    const runs = model.runs.map((run) => ({ ...run, joinedAt: joinedAt.get(run.id) ?? 0 }));
    return { loads: model.loads(), runs };
  } finally {
    await closing.closeAll();
  }
}

/** In place of an Ollama with room for one model. */
function createModelPauses(asks: readonly TimedAsk[]) {
  const answersMs = new Map(asks.map(({ id, answerMs }) => [id, answerMs]));
  const runs: Omit<Run, 'joinedAt'>[] = [];
  let inMemory = '';
  let loads = 0;
  let wake = (): void => undefined;

  return {
    runs,
    loads: () => loads,
    inMemory: () => [inMemory],
    async run({ askId: id, model }: { askId: string; model: string }) {
      const takenAt = Date.now();
      if (model !== inMemory) {
        loads += 1;
        inMemory = model;
        await sleep(loadMs / timesReal);
      }
      const wordAt = Date.now();
      await sleep((answersMs.get(id) ?? 0) / timesReal);
      runs.push({ id, takenAt, wordAt, endedAt: Date.now() });
      wake();
    },
    answered: async (count: number) => {
      while (runs.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

interface StageOptions {
  model: ReturnType<typeof createModelPauses>;
  prefersMemory: boolean;
}

async function openStage(closing: Closing, { model, prefersMemory }: StageOptions): Promise<Line> {
  const server = await startRedis();
  closing.add(server.close);
  const log = createLogger({ level: 'warn', destination: process.stderr });
  const redis = createPatientRedis({ url: server.url, name: 'bench', log });
  closing.add(() => closeRedis(redis));
  const place = { redis, prefix };
  const queues = createGenerateQueues(place);
  closing.add(queues.close);
  const worker = createGenerateWorker({
    ...place,
    wakeReader: createPatientRedis({ url: server.url, name: 'wake-up', log }),
    retentionDays: 1,
    slots: 1,
    run: ({ data }) => model.run(data),
    isResting: async () => false,
    pickOwn: async (heads) => [...heads],
    listLoaded: async () => (prefersMemory ? model.inMemory() : []),
    usualMs: async () => usualAnswerMs / timesReal,
    passedAsks: createPassedAsks({ mostMs: mostPassedMs / timesReal }),
    log,
  });
  closing.add(worker.close);
  return createLine({ queues, ...place, retentionDays: 1 });
}

function compare(
  title: string,
  { inTurn, inMemoryFirst }: { inTurn: Outcome; inMemoryFirst: Outcome },
): TwoModelsFlow {
  const waits = new Map(inTurn.runs.map((run) => [run.id, waitOf(run)]));
  const ratios = inMemoryFirst.runs.map((run) => waitOf(run) / (waits.get(run.id) ?? Number.NaN));
  return {
    title,
    inTurn: figuresOf(inTurn),
    inMemoryFirst: figuresOf(inMemoryFirst),
    ratio: {
      p50: percentile(ratios, 0.5),
      p95: percentile(ratios, 0.95),
      largest: Math.max(...ratios),
    },
    largestForIt: Math.max(...inMemoryFirst.runs.map((run) => timesForIt(run, inMemoryFirst.runs))),
  };
}

const waitOf = ({ joinedAt, wordAt }: Run): number => wordAt - joinedAt;

function figuresOf({ loads, runs }: Outcome): WaitFigures {
  const waits = runs.map((run) => waitOf(run) * timesReal);
  return {
    loads,
    p50: percentile(waits, 0.5),
    p95: percentile(waits, 0.95),
    longest: Math.max(...waits),
  };
}

/** Each ask is another asker's, so those that joined later stand behind. */
function timesForIt(run: Run, runs: readonly Run[]): number {
  const inLineMs = run.takenAt - run.joinedAt;
  const passedMs = runs
    .filter((other) => other.joinedAt > run.joinedAt && other.takenAt < run.takenAt)
    .reduce((sum, { takenAt, endedAt }) => sum + endedAt - takenAt, 0);
  return passedMs === 0 ? 1 : inLineMs / (inLineMs - passedMs);
}
