// How much memory the processes of a soak take.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** MB, of the process that lives at the end. */
export interface MemoryUse {
  /** Processes of that name that were seen. */
  lives: number;
  first: number;
  last: number;
  most: number;
}

export interface MemoryWatch {
  readonly uses: ReadonlyMap<string, MemoryUse>;
  close(): void;
}

const sampleMs = 2_000;

/** `pids`: those that run now, by name. */
export function createMemoryWatch(
  pids: () => Readonly<Record<string, number | undefined>>,
): MemoryWatch {
  const uses = new Map<string, MemoryUse & { pid: number }>();

  function note(name: string, { pid, megabytes }: { pid: number; megabytes: number }): void {
    const known = uses.get(name) ?? { pid: 0, lives: 0, first: 0, last: 0, most: 0 };
    const isSame = known.pid === pid;
    uses.set(name, {
      pid,
      lives: isSame ? known.lives : known.lives + 1,
      first: isSame ? known.first : megabytes,
      last: megabytes,
      most: Math.max(known.most, megabytes),
    });
  }

  async function sample(): Promise<void> {
    for (const [name, pid] of Object.entries(pids())) {
      const megabytes = pid === undefined ? undefined : await residentMegabytes(pid);
      if (pid !== undefined && megabytes !== undefined) note(name, { pid, megabytes });
    }
  }

  void sample();
  const timer = setInterval(() => void sample(), sampleMs);
  return { uses, close: () => clearInterval(timer) };
}

/** Undefined when there is no such process (any more). */
async function residentMegabytes(pid: number): Promise<number | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
    // One that has just ended has none.
    return Number(stdout) / 1_024 || undefined;
  } catch {
    return undefined;
  }
}
