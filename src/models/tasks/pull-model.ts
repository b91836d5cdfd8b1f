// Makes an Ollama download a model. What came over an earlier connection Ollama keeps, and goes on from there.
import { setTimeout as delay } from 'node:timers/promises';
import type { BotError } from '../../errors.ts';
import type { PullProgress } from './model-task.ts';
import { createOllamaClient } from '../ollama-client.ts';
import { readPullFailure } from './pull-failure.ts';
import { createPullMeter, type PullMeter } from './pull-progress.ts';

export interface PullModelOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  model: string;
  /** Closes the connection, and with it the download. */
  signal: AbortSignal;
  /** Several times a second. */
  onProgress: (progress: PullProgress) => void;
  /** Ms, never set back. */
  now?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Tries without a byte between them, each after a longer wait: about four minutes in all. */
const mostFruitless = 8;
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** Resolves when the model is installed. @throws BotError, or the signal's reason */
export async function pullModel({
  now = () => performance.now(),
  sleep = (ms, signal) => delay(ms, undefined, { signal }),
  ...options
}: PullModelOptions): Promise<void> {
  const { signal, onProgress } = options;
  const meter = createPullMeter();
  let fruitless = 0;
  let furthest = 0;
  for (;;) {
    const failure = await tryToPull({ ...options, now, meter });
    if (!failure) return;
    const { completedBytes } = meter.progress();
    fruitless = completedBytes > furthest ? 1 : fruitless + 1;
    furthest = Math.max(furthest, completedBytes);
    if (fruitless >= mostFruitless) throw failure;
    meter.retry();
    onProgress(meter.progress());
    const waitMs = Math.min(firstWaitMs * 2 ** (fruitless - 1), longestWaitMs);
    await sleep(waitMs, signal);
  }
}

interface Try extends Pick<PullModelOptions, 'host' | 'model' | 'signal' | 'onProgress'> {
  now: () => number;
  meter: PullMeter;
}

/** Undefined when the model is there; else why it may be tried again. @throws what is not worth another try */
async function tryToPull({
  host,
  model,
  signal,
  onProgress,
  now,
  meter,
}: Try): Promise<BotError | undefined> {
  const client = createOllamaClient({ host, signal });
  try {
    for await (const line of await client.api.pull({ model, stream: true })) {
      meter.add(line, now());
      onProgress(meter.progress());
    }
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    const failure = readPullFailure(error, model);
    if (failure.isPassing) return failure.error;
    throw failure.error;
  } finally {
    await client.close();
  }
}
