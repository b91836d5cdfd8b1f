// Brings a model into the GPU's memory before it is asked. One load serves all asks of this process that want it.
import { setTimeout as delay } from 'node:timers/promises';
import { BotError } from '../errors.ts';
import type { MemorySettings } from './memory-settings.ts';
import { toBotError } from './model-errors.ts';
import { isCloudName } from './model-name.ts';
import { preload } from './preload.ts';
import { startSharedLoad, type LoadOutcome, type SharedLoad } from './shared-load.ts';
import { createUsualTimes } from './usual-times.ts';

export interface LoadOptions {
  /** The ask leaves; the load goes on while anybody else wants the model. */
  signal: AbortSignal;
  /** Called once, if the model was not in memory. `usualMs`: the median of its last loads, when there were any. */
  onLoading?: (load: { usualMs: number | undefined }) => void;
}

export interface Loader {
  /**
   * Resolves when the model is in memory. @throws BotError (MODEL_MISSING, MODEL_LOAD_FAILED, MODEL_LOAD_TIMEOUT,
   * MODEL_SERVER_…, CLOUD_MODEL), the signal's reason, or an AbortError when the loader is closed
   */
  load: (model: string, options: LoadOptions) => Promise<void>;
  /** Aborts every load. Safe to call twice. */
  close: () => Promise<void>;
}

export interface LoaderOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  memory: MemorySettings;
  /** How long one ask waits for a load, in ms. */
  loadMs: number;
  /** Whether an ask beyond this process's running ones (in line, say) wants the model. */
  isWantedByOthers: (model: string) => Promise<boolean>;
  /** Ollama answers sooner than this, in ms, when the model is in memory already. */
  noticeableMs?: number;
  /** Ms, from any origin, never set back. */
  now?: () => number;
  sleep?: (ms: number, options: { signal: AbortSignal }) => Promise<void>;
}

type WaitOutcome = LoadOutcome | { type: 'timed-out' } | { type: 'left' };

export function createLoader({
  noticeableMs = 300,
  now = () => performance.now(),
  sleep = (ms, options) => delay(ms, undefined, options),
  ...options
}: LoaderOptions): Loader {
  const { host, memory } = options;
  const loads = new Map<string, SharedLoad>();
  const times = createUsualTimes();

  const start = (model: string): SharedLoad => {
    const load = startSharedLoad({
      preload: (signal) => preload({ host, model, memory, signal }),
      isWantedByOthers: () => options.isWantedByOthers(model),
      now,
    });
    loads.set(model, load);
    void load.outcome.then((outcome) => {
      const wasRead = outcome.type === 'loaded' && outcome.tookMs >= noticeableMs;
      if (wasRead) times.add(model, outcome.tookMs);
    });
    return load;
  };

  const current = (model: string): SharedLoad => {
    const load = loads.get(model);
    return load && !load.isOver() ? load : start(model);
  };

  /** Ends with the load, with the ask, or when the ask has waited long enough; whichever is first. */
  const wait = async (load: SharedLoad, { signal, onNotice }: Waiting): Promise<WaitOutcome> => {
    const over = new AbortController();
    const timers = { signal: AbortSignal.any([signal, over.signal]) };
    const timeout = sleep(options.loadMs, timers).then(
      () => ({ type: 'timed-out' }) as const,
      () => ({ type: 'left' }) as const,
    );
    void sleep(noticeableMs, timers).then(onNotice, () => undefined);
    const outcome = await Promise.race([load.outcome, timeout]);
    over.abort();
    return outcome;
  };

  return {
    load: async (model, { signal, onLoading }) => {
      signal.throwIfAborted();
      if (isCloudName(model)) throw new BotError('CLOUD_MODEL', { detail: model });
      const load = current(model);
      const leave = load.join();
      const onNotice = () => onLoading?.({ usualMs: times.usualMs(model) });
      const outcome = await wait(load, { signal, onNotice }).finally(leave);
      signal.throwIfAborted();
      if (outcome.type !== 'loaded') throw errorOf(outcome, model);
    },
    close: async () => {
      for (const load of loads.values()) load.abort();
      await Promise.all([...loads.values()].map(({ outcome }) => outcome));
    },
  };
}

interface Waiting {
  signal: AbortSignal;
  onNotice: () => void;
}

function errorOf(outcome: Exclude<WaitOutcome, { type: 'loaded' }>, model: string): Error {
  if (outcome.type === 'timed-out') return new BotError('MODEL_LOAD_TIMEOUT', { detail: model });
  const cause = outcome.type === 'failed' ? outcome.error : undefined;
  const isClosed = cause instanceof Error && cause.name === 'AbortError';
  return isClosed ? cause : toBotError(cause, { model, stage: 'load' });
}
