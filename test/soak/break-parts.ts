// Breaks the parts of a soak, and mends them again.
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { FaultRule } from '../../playground/local-discord/http/faults.ts';
import type { FaultKind } from './fault-sorts.ts';
import type { ProcessName, Stage } from './stage.ts';

/** Resolves when the part is mended. `lastsMs`: how long it is broken. */
export type BreakPart = (lastsMs: number) => Promise<void>;

const retryAfterMs = 1_000;

export function createBreakParts({
  discord,
  redis,
  processes,
}: Stage): Record<FaultKind, BreakPart> {
  const end =
    (name: ProcessName, signal: 'SIGTERM' | 'SIGKILL'): BreakPart =>
    async (lastsMs) => {
      await processes[name].end(signal);
      await sleep(lastsMs);
      await processes[name].start();
    };
  const freeze =
    (name: ProcessName): BreakPart =>
    async (lastsMs) => {
      processes[name].signal('SIGSTOP');
      await sleep(lastsMs);
      processes[name].signal('SIGCONT');
    };
  const endRedis =
    (signal: 'SIGTERM' | 'SIGKILL'): BreakPart =>
    async (lastsMs) => {
      await redis.kill(signal);
      await sleep(lastsMs);
      await redis.restart();
    };
  const inject =
    (effect: FaultRule['effect']): BreakPart =>
    async (lastsMs) => {
      const fault = discord.faults.inject({ effect });
      await sleep(lastsMs);
      fault.remove();
    };
  const { gateway } = discord;

  return {
    'kill-bot': end('bot', 'SIGKILL'),
    'kill-worker-1': end('worker-1', 'SIGKILL'),
    'kill-worker-2': end('worker-2', 'SIGKILL'),
    'kill-redis': endRedis('SIGKILL'),
    'kill-ollama': end('ollama', 'SIGKILL'),
    'stop-bot': end('bot', 'SIGTERM'),
    'stop-worker-1': end('worker-1', 'SIGTERM'),
    'stop-worker-2': end('worker-2', 'SIGTERM'),
    'stop-redis': endRedis('SIGTERM'),
    'freeze-worker-1': freeze('worker-1'),
    'freeze-worker-2': freeze('worker-2'),
    'cut-redis': () => cutRedis(redis.url),
    'cut-ollama': async () => processes.ollama.signal('SIGUSR2'),
    'cut-gateway': async () => gateway.dropConnections(),
    'end-session': async () => gateway.invalidateSessions({ isResumable: false }),
    // A session that has begun just now may have nothing to repeat.
    'repeat-event': async () => void gateway.repeat('INTERACTION_CREATE'),
    'discord-fails': inject({ type: 'fail', status: 500 }),
    'discord-limits': inject({ type: 'rate-limit', retryAfterMs }),
    'discord-hangs': inject({ type: 'hang' }),
    'discord-drops-answers': inject({ type: 'drop', when: 'after' }),
    'discord-is-away': async (lastsMs) => {
      await discord.goDown();
      await sleep(lastsMs);
      await discord.comeBack();
    },
  };
}

/** Of all but the one that asks for it. */
async function cutRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true });
  try {
    await redis.connect();
    await redis.call('CLIENT', 'KILL', 'TYPE', 'normal');
  } finally {
    redis.disconnect();
  }
}
