// How true the estimated waits are: asks of two models and very different lengths go through one worker, with the
// stand-in model at many times the pace of a real one. Redis, the line and the worker are real.
import { startRedis } from '../playground/redis.ts';
import { createStandInOllama } from '../playground/stand-in-ollama/stand-in-ollama.ts';
import { createLineOutlook, type LineOutlook } from '../src/asks/line-outlook.ts';
import { createLine, type Line } from '../src/asks/line.ts';
import { createClosing, type Closing } from '../src/closing.ts';
import { readConfig } from '../src/config.ts';
import { createGeneration } from '../src/generation/generation.ts';
import { createTurnStore } from '../src/conversations/redis-turn-store.ts';
import type { TurnStore } from '../src/conversations/turn-store.ts';
import { createGenerateModels } from '../src/jobs/generate-models.ts';
import { createGenerateQueues } from '../src/jobs/generate-queues.ts';
import { createLogger } from '../src/log.ts';
import { listPublishedModels } from '../src/models/published-models.ts';
import { createRecordedRuns } from '../src/models/recorded-runs.ts';
import { closeRedis, createPatientRedis } from '../src/redis.ts';
import { isTerminal } from '../src/token-log/entries.ts';
import { createTokenLog, type TokenLog } from '../src/token-log/token-log.ts';
import { percentile } from './figures.ts';
import { askLike, mixedAsks, type MixedAsk } from './mixed-asks.ts';
import { tokenOf } from './screen.ts';

export interface EstimateLoad {
  /** Answers before the first estimate that counts. */
  learned: number;
  /** Asks in all. */
  asks: number;
}

/** In percent of the wait that it came to. */
export interface EstimateErrors {
  title: string;
  estimates: number;
  p50: number;
  p90: number;
}

export interface EstimateResult extends EstimateLoad {
  errors: EstimateErrors[];
}

interface Estimate {
  place: number;
  /** Ms that were told when the ask joined. */
  toldMs: number;
  /** Ms until its turn. */
  cameMs: number;
  /** Answers given before it was told. */
  answers: number;
}

interface Stage {
  line: Line;
  turns: Pick<TurnStore, 'begin'>;
  look: () => Promise<LineOutlook>;
  tokenLog: TokenLog;
}

const prefix = 'aloud';
/** A usual card gives some 40 tokens a second and loads in some 20 s: this is fifty times as fast. */
const pace = { tokensPerSecond: 2_000, promptMs: 10, loadMs: 400 };

export async function measureEstimate(load: EstimateLoad): Promise<EstimateResult> {
  const closing = createClosing();
  try {
    const stage = await openStage(closing);
    const estimates = await runAsks(stage, mixedAsks(load.asks));
    const counted = estimates.filter(({ answers }) => answers >= load.learned);
    const near = counted.filter(({ place }) => place <= 3);
    const far = counted.filter(({ place }) => place > 3);
    return {
      ...load,
      errors: [
        errorsOf(`after ${load.learned} answers`, counted),
        errorsOf('of these, at the 1st to 3rd place', near),
        errorsOf('of these, further behind', far),
      ],
    };
  } finally {
    await closing.closeAll();
  }
}

async function openStage(closing: Closing): Promise<Stage> {
  const server = await startRedis();
  closing.add(server.close);
  const ollama = await createStandInOllama({
    ...pace,
    // The two models do not fit into memory together.
    maxLoadedModels: 1,
    script: ({ messages }) => ({
      answer: Array.from({ length: Number(messages.at(-1)?.content) }, (_, index) =>
        tokenOf(index),
      ),
    }),
  });
  closing.add(ollama.close);
  const log = createLogger({ level: 'error', destination: process.stderr });
  const connect = (name: string) => {
    const redis = createPatientRedis({ url: server.url, name, log });
    closing.add(() => closeRedis(redis));
    return redis;
  };
  const redis = connect('bench');
  const reader = createPatientRedis({ url: server.url, name: 'token-log', log });
  const tokenLog = createTokenLog({ redis, reader, prefix, retentionDays: 1, log });
  closing.add(tokenLog.close);
  const queues = createGenerateQueues({ redis, prefix });
  closing.add(queues.close);
  const config = readConfig({ OLLAMA_HOST: ollama.url }, ['worker']);
  const worker = createGeneration({
    config,
    redis: connect('worker'),
    wakeReader: createPatientRedis({ url: server.url, name: 'wake-up', log }),
    prefix,
    tokenLog,
    log,
  });
  closing.add(worker.close);
  return {
    tokenLog,
    line: createLine({ queues, redis, prefix, retentionDays: 1 }),
    turns: createTurnStore({ redis, prefix, retentionDays: 1 }),
    look: createLineOutlook({
      redis,
      prefix,
      generateModels: createGenerateModels({ redis, prefix, retentionDays: 1 }),
      runs: createRecordedRuns({ redis, prefix }),
      listWorkers: async () => (await listPublishedModels({ redis, prefix })).workers,
    }),
  };
}

/** The line is as long as each ask says when it joins. */
async function runAsks(
  { line, turns, look, tokenLog }: Stage,
  asks: MixedAsk[],
): Promise<Estimate[]> {
  const told = new Map<string, Omit<Estimate, 'cameMs'> & { at: number }>();
  const estimates: Estimate[] = [];
  let answers = 0;
  let waiting = 0;
  let wake = (): void => undefined;

  function begin(askId: string): void {
    waiting -= 1;
    const estimate = told.get(askId);
    if (estimate) estimates.push({ ...estimate, cameMs: performance.now() - estimate.at });
    wake();
  }

  function end(over: AbortController): void {
    over.abort();
    answers += 1;
    wake();
  }

  async function join(ask: MixedAsk): Promise<void> {
    waiting += 1;
    const over = new AbortController();
    tokenLog.follow(
      ask.id,
      (entries) => {
        if (entries.some(({ type }) => type === 'attempt-start')) begin(ask.id);
        if (entries.some(isTerminal)) end(over);
      },
      over.signal,
    );
    const asked = askLike(ask);
    const { id, asker, question } = asked;
    await turns.begin({ id, asker, part: { id, text: question } });
    await line.join(asked);
    const { place = 0, waitMs: toldMs } = (await look()).placeOf(ask.id) ?? {};
    if (toldMs !== undefined) told.set(ask.id, { place, toldMs, answers, at: performance.now() });
  }

  const until = async (isTime: () => boolean): Promise<void> => {
    while (!isTime()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  for (const ask of asks) {
    await until(() => waiting <= ask.joinsAtLength);
    await join(ask);
  }
  await until(() => answers === asks.length);
  return estimates;
}

function errorsOf(title: string, estimates: readonly Estimate[]): EstimateErrors {
  const errors = estimates.map(({ toldMs, cameMs }) => (Math.abs(toldMs - cameMs) / cameMs) * 100);
  return {
    title,
    estimates: estimates.length,
    p50: percentile(errors, 0.5),
    p90: percentile(errors, 0.9),
  };
}
