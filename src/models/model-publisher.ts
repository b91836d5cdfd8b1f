// Keeps one worker's models published while the worker lives.
import type { Redis } from 'ioredis';
import type { Rest } from '../gpu/rest.ts';
import type { Logger } from '../log.ts';
import { createOutage } from '../outage.ts';
import type { Catalogue } from './catalogue.ts';
import { publishWorker, withdrawWorker, type WorkerReport } from './published-models.ts';

export interface ModelPublisher {
  /** What is published has changed: it is looked at anew at once, without being waited for. */
  refresh: () => void;
  /** Withdraws what is published. Safe to call twice. */
  close: () => Promise<void>;
}

export interface ModelPublisherOptions {
  redis: Redis;
  prefix: string;
  workerId: string;
  /** What the host calls the machine. */
  name?: string | undefined;
  /** What it is addressed by. */
  machine?: string;
  /** As the host reads them. */
  quietHours?: string | undefined;
  catalogue: Catalogue;
  /** How many asks the worker runs at once. */
  slots?: number;
  /** Whether the worker takes no asks now, as far as it knows. */
  restOf?: () => Rest | undefined;
  /** Called after each look at Ollama, before it is published. */
  onReport?: (report: WorkerReport) => void;
  log: Logger;
  intervalMs?: number;
}

/** Publishes at once, then every 10 s: one round at a time, and none is made up for. */
export function createModelPublisher({
  redis,
  prefix,
  workerId,
  name,
  machine,
  quietHours,
  catalogue,
  slots = 1,
  restOf = () => undefined,
  onReport,
  log,
  intervalMs = 10_000,
}: ModelPublisherOptions): ModelPublisher {
  const closing = new AbortController();
  const ollamaOutage = createOutage({ of: 'ollama', log });
  const publishingOutage = createOutage({ of: 'publishing', log });
  const lasting = {
    slots,
    ...(name !== undefined && { name }),
    ...(machine !== undefined && { machine }),
    ...(quietHours !== undefined && { quietHours }),
  };
  let last: WorkerReport = { ...lasting, state: 'unreachable', models: [] };
  let round: Promise<void> | undefined;
  let isOutdated = false;
  let closed: Promise<void> | undefined;

  const look = async (): Promise<WorkerReport> => {
    try {
      const { serverVersion, models } = await catalogue.read({ signal: closing.signal });
      ollamaOutage.end();
      return { ...lasting, state: 'ready', serverVersion, models: [...models] };
    } catch (error) {
      if (!closing.signal.aborted) ollamaOutage.begin(error);
      return { ...last, state: 'unreachable' };
    }
  };

  const publish = async () => {
    isOutdated = false;
    last = await look();
    if (closing.signal.aborted) return;
    onReport?.(last);
    const rest = restOf();
    const report = { ...last, ...(rest && { rest }) };
    await publishWorker({ redis, prefix }, { workerId, report });
  };

  /** A round that waits for Redis stands for those whose time comes meanwhile. */
  const publishInPassing = () => {
    round ??= publish()
      .then(publishingOutage.end, publishingOutage.begin)
      .finally(() => {
        round = undefined;
        if (isOutdated && !closing.signal.aborted) publishInPassing();
      });
  };

  /** A round under way may have looked before the change. */
  const refresh = () => {
    isOutdated = round !== undefined;
    publishInPassing();
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
    refresh,
    close: () => {
      closed ??= withdraw();
      return closed;
    },
  };
}
