// One process of redis-server or valkey-server: started, ready, ended.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type RedisProcess = ChildProcessByStdio<null, Readable, null>;

export interface RedisProcessOptions {
  dir: string;
  port: number;
  appendOnly?: 'everysec' | 'always';
  aclFile?: string;
}

const programs = ['redis-server', 'valkey-server'];

/**
 * Resolves when the server takes connections.
 *
 * @throws Error with the server's last words when it does not start, or when there is no server program
 */
export async function startRedisProcess(options: RedisProcessOptions): Promise<RedisProcess> {
  const server = await spawnFirst(serverParameters(options));
  const killServer = (): void => void server.kill('SIGKILL');
  process.once('exit', killServer);
  server.once('exit', () => process.off('exit', killServer));
  await untilReady(server);
  return server;
}

export async function untilEnded(server: RedisProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
}

function serverParameters({ dir, port, appendOnly, aclFile }: RedisProcessOptions): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir,
    save: '',
    'maxmemory-policy': 'noeviction',
    appendonly: appendOnly === undefined ? 'no' : 'yes',
    appendfsync: appendOnly ?? 'no',
    ...(aclFile !== undefined && { aclfile: aclFile }),
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

async function spawnFirst(parameters: string[]): Promise<RedisProcess> {
  for (const program of programs) {
    const server = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Out of the terminal's process group: Ctrl-C is for the program that uses it, which closes it at the end.
      detached: true,
    });
    const missing = await once(server, 'spawn').then(() => undefined, asMissing);
    if (missing === undefined) return server;
  }
  throw new Error(
    `None of ${programs.join(', ')} is on the PATH: node scripts/set-up.js --redis-server`,
  );
}

function asMissing(error: NodeJS.ErrnoException): NodeJS.ErrnoException {
  if (error.code !== 'ENOENT') throw error;
  return error;
}

async function untilReady(server: RedisProcess): Promise<void> {
  const lastWords: string[] = [];
  let isReady = false;
  for await (const line of createInterface(server.stdout)) {
    isReady = line.includes('Ready to accept connections');
    if (isReady) break;
    lastWords.push(line);
  }
  if (!isReady) throw new Error(`Redis did not start:\n${lastWords.slice(-5).join('\n')}`);
  // Read on, or the server blocks when the pipe is full.
  server.stdout.resume();
}
