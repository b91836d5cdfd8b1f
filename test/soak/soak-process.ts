// A program of a soak: killed, and started again. It is gone at the latest when this process is.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface SoakProcessOptions {
  /** Node's arguments; asked for at each start. */
  args: () => readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
  isReady: (line: string) => boolean;
  onLine: (line: string) => void;
  /** It ended, and nobody had told it to. */
  onOwnEnd: (how: string) => void;
}

export interface SoakProcess {
  /** Undefined while it does not run. */
  pid(): number | undefined;
  /** Resolves when it has said that it is ready, or has ended; at once when it runs. */
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code when it has ended, at once when it does not run. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export function createSoakProcess(options: SoakProcessOptions): SoakProcess {
  const { args, env, cwd, isReady, onLine, onOwnEnd } = options;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    if (child) return;
    const started = spawn(process.execPath, [...args()], {
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      // Ctrl-C is for the soak, which ends them all.
      detached: true,
    });
    child = started;
    const kill = (): void => void started.kill('SIGKILL');
    process.once('exit', kill);
    started.once('exit', (code, signal) => {
      process.off('exit', kill);
      if (child !== started) return;
      child = undefined;
      onOwnEnd(`${code ?? signal}`);
    });
    const lines = createInterface(started.stdout);
    lines.on('line', onLine);
    await new Promise<void>((resolve) => {
      started.once('exit', () => resolve());
      lines.on('line', (line) => {
        if (isReady(line)) resolve();
      });
    });
  }

  return {
    pid: () => child?.pid,
    start,
    signal: (signal) => void child?.kill(signal),
    end: async (signal) => {
      const ending = child;
      if (!ending) return null;
      child = undefined;
      const ended = once(ending, 'exit');
      ending.kill(signal);
      await ended;
      return ending.exitCode;
    },
  };
}
