// Keeps in memory, for a while, what belongs to a form that somebody has open.

export interface RememberedOptions {
  /** Discord's forms can stand open; a token for the answer lives no longer. */
  keepMs?: number;
  most?: number;
  /** Epoch ms. */
  now?: () => number;
}

export interface Remembered<T> {
  put(key: string, value: T): void;
  /** Undefined when too much time has passed, or too much was put since. */
  get(key: string): T | undefined;
}

export function createRemembered<T>({
  keepMs = 15 * 60_000,
  most = 500,
  now = Date.now,
}: RememberedOptions = {}): Remembered<T> {
  /** In the order in which they were put. */
  const entries = new Map<string, { value: T; until: number }>();

  function dropOld(): void {
    for (const [key, { until }] of entries) {
      if (until > now() && entries.size <= most) return;
      entries.delete(key);
    }
  }

  return {
    put: (key, value) => {
      entries.delete(key);
      entries.set(key, { value, until: now() + keepMs });
      dropOld();
    },
    get: (key) => {
      dropOld();
      return entries.get(key)?.value;
    },
  };
}
