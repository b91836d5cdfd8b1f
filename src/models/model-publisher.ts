// Keeps one worker's models published while the worker lives.
import type { Redis } from 'ioredis';
import type { Catalogue } from './catalogue.ts';
import { publishWorker, withdrawWorker, type WorkerReport } from './published-models.ts';

export interface ModelPublisher {
  /** Looks and publishes now (after a load or a pull, say). Rejects when Redis does not take it. */
  publish: () => Promise<void>;
  /** Withdraws what is published. Safe to call twice. */
  close: () => Promise<void>;
}

export interface ModelPublisherOptions {
  redis: Redis;
  prefix: string;
  workerId: string;
  catalogue: Catalogue;
  /** A round that failed; the next one comes by itself. `what`: who did not answer. */
  onProblem: (problem: { what: 'ollama' | 'redis'; error: unknown }) => void;
  intervalMs?: number;
  now?: () => number;
}

/** Publishes at once, then every 10 s. */
export function createModelPublisher({
  redis,
  prefix,
  workerId,
  catalogue,
  onProblem,
  intervalMs = 10_000,
  now = Date.now,
}: ModelPublisherOptions): ModelPublisher {
  const closing = new AbortController();
  let last: WorkerReport = { state: 'unreachable', models: [] };
  let publishing: Promise<void> = Promise.resolve();
  let closed: Promise<void> | undefined;

  const look = async (): Promise<WorkerReport> => {
    try {
      const { serverVersion, models } = await catalogue.read({ signal: closing.signal });
      return { state: 'ready', serverVersion, models: [...models] };
    } catch (error) {
      if (!closing.signal.aborted) onProblem({ what: 'ollama', error });
      return { ...last, state: 'unreachable' };
    }
  };

  const publishOnce = async () => {
    if (closing.signal.aborted) return;
    last = await look();
    if (closing.signal.aborted) return;
    await publishWorker({ redis, prefix }, { workerId, report: last, now: now() });
  };

  /** One round at a time, so that an older look never overwrites a newer one. */
  const publish = () => {
    const round = publishing.then(publishOnce);
    publishing = round.catch(() => undefined);
    return round;
  };

  const publishInPassing = () => {
    publish().catch((error: unknown) => onProblem({ what: 'redis', error }));
  };

  const withdraw = async () => {
    clearInterval(timer);
    closing.abort();
    await publishing;
    await withdrawWorker({ redis, prefix }, workerId).catch((error: unknown) =>
      onProblem({ what: 'redis', error }),
    );
  };

  publishInPassing();
  const timer = setInterval(publishInPassing, intervalMs);
  return {
    publish,
    close: () => {
      closed ??= withdraw();
      return closed;
    },
  };
}
