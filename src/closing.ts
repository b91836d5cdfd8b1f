// What has been opened is closed in the reverse order.

export interface Closing {
  /** `close` is called when all that was added later is closed, or left behind after `limitMs`. */
  add(close: () => Promise<unknown>, options?: { limitMs?: number }): void;
  /** Safe to call twice. A part that fails to close does not keep the others open; the first failure is thrown. */
  closeAll(): Promise<void>;
}

export interface ClosingOptions {
  /**
   * A part that takes longer is left behind. While Redis is away BullMQ's `close` never ends: ioredis says nothing
   * when it is told to disconnect between two tries to connect, and nothing could be handed back anyway.
   */
  partLimitMs?: number;
  /** All parts together: when it is used up, the rest is told to close and not waited for. */
  limitMs?: number;
}

interface Part {
  close: () => Promise<unknown>;
  limitMs: number;
}

export function createClosing({
  partLimitMs = 1_000,
  limitMs: wholeLimitMs = 9_000,
}: ClosingOptions = {}): Closing {
  const parts: Part[] = [];

  async function closePart({ close, limitMs }: Part): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    try {
      await Promise.race([close(), limit]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    const endsAt = performance.now() + wholeLimitMs;
    for (const { close, limitMs } of parts.splice(0).toReversed()) {
      const leftMs = Math.max(0, endsAt - performance.now());
      try {
        await closePart({ close, limitMs: Math.min(limitMs, leftMs) });
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  let closing: Promise<void> | undefined;
  return {
    add: (close, { limitMs = partLimitMs } = {}) => {
      parts.push({ close, limitMs });
    },
    closeAll: () => (closing ??= closeAll()),
  };
}
