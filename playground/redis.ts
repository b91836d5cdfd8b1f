// A private Redis for the demo, the benchmarks and the tests: on a free port, in a folder of its own, gone afterwards.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRedisProcess, untilEnded, type RedisProcess } from './redis-process.ts';

export interface RedisServerOptions {
  /** Where data is kept; by default a new temporary folder, which `close` removes. A given one is left alone. */
  dir?: string;
  /** A free one by default. */
  port?: number;
  /** How often the append-only file reaches the disk. Without it nothing is kept over a restart. */
  appendOnly?: 'everysec' | 'always';
  /** Of its users; by default whoever comes may do everything. */
  aclFile?: string;
}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  /** Of the running process: another one after a restart. */
  readonly pid: number;
  /** Sends the signal and, unless it is SIGSTOP or SIGCONT, waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts the server again on the same port and folder; stops it first if it runs. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Between choosing a free port and binding it, another process may take it. */
const maxStarts = 5;

/** @throws Error with the server's last words when it does not start, or when there is no server program */
export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer> {
  const dir = options.dir ?? (await mkdtemp(path.join(tmpdir(), 'aloud-redis-')));
  const { port, ...first } = await startSomewhere({ ...options, dir });
  let server = first.server;

  async function kill(signal: NodeJS.Signals): Promise<void> {
    server.kill(signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await untilEnded(server);
  }

  async function close(): Promise<void> {
    await kill('SIGKILL');
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
  }

  let closing: Promise<void> | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return server.pid ?? 0;
    },
    kill,
    restart: async () => {
      await kill('SIGTERM');
      server = await startRedisProcess({ ...options, dir, port });
    },
    close: () => (closing ??= close()),
  };
}

interface StartedRedis {
  port: number;
  server: RedisProcess;
}

async function startSomewhere(
  options: RedisServerOptions & { dir: string },
): Promise<StartedRedis> {
  for (let starts = 1; ; starts += 1) {
    const port = options.port ?? (await findFreePort());
    try {
      return { port, server: await startRedisProcess({ ...options, port }) };
    } catch (error) {
      if (options.port !== undefined || starts === maxStarts) throw error;
    }
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
  return address.port;
}
