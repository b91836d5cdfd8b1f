// The app as processes of their own, for tests that kill them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Role } from '../../src/config.ts';
import { environmentOf } from './app.ts';
import type { World } from './world.ts';

export interface AppProcess {
  /** Sends the signal and waits for the end, unless the process lives on with it. Resolves with the exit code. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const survived: ReadonlySet<NodeJS.Signals> = new Set(['SIGSTOP', 'SIGCONT', 'SIGUSR2']);

/** Resolves when the role (both without one) is at work. The process ends with the world at the latest. */
export async function startAppProcess(
  world: World,
  role?: Role,
  env: Record<string, string> = {},
): Promise<AppProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/main.ts', ...(role ? [role] : [])],
    {
      env: { PATH: process.env['PATH'], ...environmentOf(world), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');

  async function kill(signal: NodeJS.Signals): Promise<number | null> {
    child.kill(signal);
    if (!survived.has(signal)) await ended;
    return child.exitCode;
  }

  world.closeLater(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill('SIGKILL');
  });
  const lines = createInterface(child.stdout);
  lines.on('line', world.log.write);
  const started = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (line.includes('"msg":"started"')) resolve();
    });
  });
  const failed = ended.then(() => Promise.reject(new Error('the process ended while starting')));
  await Promise.race([started, failed]);
  failed.catch(() => undefined);
  return { kill };
}
