// Keeps one worker's models published while the worker lives.
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import { createOutage } from '../outage.ts';
import type { Catalogue } from './catalogue.ts';
import { publishWorker, withdrawWorker, type WorkerReport } from './published-models.ts';

export interface ModelPublisher {
  /** Withdraws what is published. Safe to call twice. */
  close: () => Promise<void>;
}

export interface ModelPublisherOptions {
  redis: Redis;
  prefix: string;
  workerId: string;
  catalogue: Catalogue;
  /** How many asks the worker runs at once. */
  slots?: number;
  log: Logger;
  intervalMs?: number;
  now?: () => number;
}

/** Publishes at once, then every 10 s: one round at a time, and none is made up for. */
export function createModelPublisher({
  redis,
  prefix,
  workerId,
  catalogue,
  slots = 1,
  log,
  intervalMs = 10_000,
  now = Date.now,
}: ModelPublisherOptions): ModelPublisher {
  const closing = new AbortController();
  const ollamaOutage = createOutage({ of: 'ollama', log });
  const publishingOutage = createOutage({ of: 'publishing', log });
  let last: WorkerReport = { state: 'unreachable', slots, models: [] };
  let round: Promise<void> | undefined;
  let closed: Promise<void> | undefined;

  const look = async (): Promise<WorkerReport> => {
    try {
      const { serverVersion, models } = await catalogue.read({ signal: closing.signal });
      ollamaOutage.end();
      return { state: 'ready', serverVersion, slots, models: [...models] };
    } catch (error) {
      if (!closing.signal.aborted) ollamaOutage.begin(error);
      return { ...last, state: 'unreachable' };
    }
  };

  const publish = async () => {
    last = await look();
    if (closing.signal.aborted) return;
    await publishWorker({ redis, prefix }, { workerId, report: last, now: now() });
  };

  /** A round that waits for Redis stands for those whose time comes meanwhile. */
  const publishInPassing = () => {
    round ??= publish()
      .then(publishingOutage.end, publishingOutage.begin)
      .finally(() => {
        round = undefined;
      });
  };

  const withdraw = async () => {
    clearInterval(timer);
    closing.abort();
    await round;
    await withdrawWorker({ redis, prefix }, workerId).catch(publishingOutage.begin);
  };

  publishInPassing();
  const timer = setInterval(publishInPassing, intervalMs);
  return {
    close: () => {
      closed ??= withdraw();
      return closed;
    },
  };
}
