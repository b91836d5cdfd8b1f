// Tries again, at a growing distance, what can fail because Discord is out of reach.
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import type { Logger } from '../log.ts';

export interface PatienceOptions {
  log: Logger;
  signal: AbortSignal;
}

/** An attempt that fails before the gateway costs none of the 1,000 identifies a day, so it is free; still no hurry. */
const retryMs = { first: 1_000, most: 60_000 };

/** Rejects when Discord refuses us, which no further try would change, or with the signal's reason. */
export async function untilReached<T>(
  work: () => Promise<T>,
  { log, signal }: PatienceOptions,
): Promise<T> {
  for (let delayMs = retryMs.first; ; delayMs = Math.min(delayMs * 2, retryMs.most)) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (isRefusal(error)) throw error;
      log.warn({ err: error }, 'discord-unreachable');
    }
    await sleep(delayMs, undefined, { signal });
  }
}

function isRefusal(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status < 500;
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid;
  // A close code that says so comes as a plain error.
  return (
    error instanceof Error && /disallowed intents|invalid intents|sharding/i.test(error.message)
  );
}
