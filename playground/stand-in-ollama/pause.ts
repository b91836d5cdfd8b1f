// Waiting that ends at once when the client leaves.
import { setTimeout as delay } from 'node:timers/promises';

/** Why work on a request ended early: its client closed the connection. */
export class ClientLeft extends Error {}

/** Resolves after `ms`. @throws ClientLeft when the signal is aborted first */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new ClientLeft();
  if (ms <= 0) return;
  await delay(ms, undefined, { signal }).catch(() => {
    throw new ClientLeft();
  });
}

/** As the promise. @throws ClientLeft when the signal is aborted first */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new ClientLeft());
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
