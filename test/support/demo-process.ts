// The demo as people start it: a process of its own, with nothing of the test's in it and no terminal.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';

export interface DemoProcess {
  /** What it has printed so far. */
  output(): string;
  errors(): string;
  type(line: string): void;
  endInput(): void;
  interrupt(): void;
  until(what: string | RegExp): Promise<void>;
  exitCode: Promise<number | null>;
  /** Of the Redis that it runs now. */
  redisPids(): number[];
  /** What still stands in its temporary folder. */
  leftovers(): Promise<string[]>;
}

export interface DemoProcessOptions {
  words?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

const untilMs = 30_000;

/** Without settings in `env` it finds no Ollama and starts a Redis of its own. */
export async function startDemo({
  words = [],
  env = {},
}: DemoProcessOptions): Promise<DemoProcess> {
  const tempDir = await mkdtemp(path.join(tmpdir(), 'aloud-demo-test-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'playground/demo.ts', ...words], {
    // Nothing listens on port 1.
    // A process group, as in a terminal: Ctrl-C goes to all that is in it.
    detached: true,
    env: { PATH: process.env['PATH'], TMPDIR: tempDir, OLLAMA_HOST: '127.0.0.1:1', ...env },
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const exitCode = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exitCode;
    await rm(tempDir, { recursive: true, force: true });
  });
  return {
    output: () => printed.stdout,
    errors: () => printed.stderr,
    type: (line) => void child.stdin.write(`${line}\n`),
    endInput: () => void child.stdin.end(),
    interrupt: () => void process.kill(-(child.pid ?? process.pid), 'SIGINT'),
    until: (what) =>
      vi.waitFor(
        () => {
          const isThere =
            typeof what === 'string' ? printed.stdout.includes(what) : what.test(printed.stdout);
          if (!isThere) throw new Error(`not printed: ${what}\n${printed.stdout}${printed.stderr}`);
        },
        { timeout: untilMs, interval: 20 },
      ),
    exitCode,
    redisPids: () => pidsBelow(child.pid ?? 0),
    // tsx keeps its cache there.
    leftovers: async () => (await readdir(tempDir)).filter((name) => !name.startsWith('tsx-')),
  };
}

function pidsBelow(parent: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'ppid=,pid=,comm='], { encoding: 'utf8' });
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/u))
    .filter(([ppid, , program]) => Number(ppid) === parent && /redis|valkey/u.test(program ?? ''))
    .map(([, pid]) => Number(pid));
}
