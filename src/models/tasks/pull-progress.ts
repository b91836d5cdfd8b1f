// How far a pull is: Ollama tells it for each layer, and a person wants one number and a speed. Pure.
import type { PullProgress } from './model-task.ts';

/** One line of /api/pull, as far as it is looked at; `completed` is left out at 0. */
export interface PullLine {
  status: string;
  digest?: string;
  total?: number;
  completed?: number;
}

export interface PullMeter {
  /** `now`: ms, never set back. */
  add(line: PullLine, now: number): void;
  /** The connection broke: what comes next begins with what was kept. */
  retry(): void;
  progress(): PullProgress;
}

/** The speed is that of the last so many ms. */
const windowMs = 10_000;
/** Before, it says nothing. */
const leastMs = 1_000;

interface Sample {
  at: number;
  bytes: number;
}

export function createPullMeter(): PullMeter {
  const layers = new Map<string, { total: number; completed: number }>();
  let phase: PullProgress['phase'] = 'starting';
  let samples: Sample[] = [];

  const sum = (field: 'total' | 'completed'): number =>
    [...layers.values()].reduce((all, layer) => all + layer[field], 0);

  function speed(): number | undefined {
    const [first, last] = [samples[0], samples.at(-1)];
    if (!first || !last || last.at - first.at < leastMs) return undefined;
    return Math.max(0, ((last.bytes - first.bytes) * 1_000) / (last.at - first.at));
  }

  return {
    add: ({ status, digest, total, completed = 0 }, now) => {
      if (digest !== undefined && total !== undefined) {
        phase = 'downloading';
        const isNew = !layers.has(digest);
        layers.set(digest, { total, completed });
        // What a layer holds from an earlier try was not downloaded just now.
        if (isNew && completed > 0) samples = [];
        const recent = samples.filter(({ at }) => now - at <= windowMs);
        samples = [...recent, { at: now, bytes: sum('completed') }];
      } else if (layers.size > 0) {
        phase = 'checking';
      }
      if (status === 'pulling manifest' && phase === 'retrying') phase = 'starting';
    },
    retry: () => {
      phase = 'retrying';
      samples = [];
    },
    progress: () => {
      const bytesPerSecond = phase === 'downloading' ? speed() : undefined;
      return {
        phase,
        completedBytes: sum('completed'),
        totalBytes: sum('total'),
        ...(bytesPerSecond !== undefined && { bytesPerSecond }),
      };
    },
  };
}
