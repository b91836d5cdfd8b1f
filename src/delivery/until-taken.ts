// Tries again while Redis refuses what a delivery has to write. Its queue logs that, once.
import { isRefusal } from '../redis.ts';
import { createBackOff } from './back-off.ts';

/** For work that may be done any number of times. Rejects with the signal's reason, or with what else the work throws. */
export async function untilTaken<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const backOff = createBackOff({ firstMs: 500, mostMs: 5_000, signal });
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!isRefusal(error)) throw error;
      await backOff.wait();
    }
  }
}
