// Which workers the waits are told by. Pure.
import type { PublishedWorker } from './published-models.ts';

/**
 * Those that take asks now: they do not rest, and their Ollama answers. When none does, all that do not rest, and when all
 * rest, all: they will share the work again.
 */
export function servingWorkers(workers: readonly PublishedWorker[]): readonly PublishedWorker[] {
  const awake = workers.filter(({ rest }) => !rest);
  const ready = awake.filter(({ state }) => state === 'ready');
  return [ready, awake, workers].find(({ length }) => length > 0) ?? [];
}
