// Hears when a worker is told that there may be something to take: src/jobs/wake-up.ts is the other end.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';

export interface WakeListenerOptions {
  /** For this listener alone: it blocks. It is closed with the listener. */
  reader: Redis;
  /** The stream that is rung by. */
  key: string;
  onRing: () => void;
  log: Logger;
}

export interface WakeListener {
  /** Safe to call twice. */
  close(): void;
}

/** Short of the silence after which redis.ts takes a connection for dead. */
const maxBlockMs = 5_000;
const pauseAfterErrorMs = 250;

export function createWakeListener({
  reader,
  key,
  onRing,
  log,
}: WakeListenerOptions): WakeListener {
  let cursor = '0';
  let isClosed = false;

  async function listenOnce(): Promise<void> {
    const answer = await reader.xread('BLOCK', maxBlockMs, 'STREAMS', key, cursor);
    const lastId = answer?.[0]?.[1].at(-1)?.[0];
    if (lastId === undefined) return;
    cursor = lastId;
    onRing();
  }

  async function listen(): Promise<void> {
    while (!isClosed) {
      try {
        await listenOnce();
      } catch (error) {
        if (isClosed) return;
        log.debug({ err: error }, 'wake-up-unheard');
        await sleep(pauseAfterErrorMs);
      }
    }
  }

  void listen();
  return {
    close: () => {
      isClosed = true;
      // A read is not waited for: between two tries to connect ioredis drops it without a word.
      reader.disconnect();
    },
  };
}
