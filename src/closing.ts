// What has been opened is closed in the reverse order.

export interface Closing {
  /** `close` is called when all that was added later is closed. */
  add(close: () => Promise<unknown>): void;
  /** Safe to call twice. A part that fails to close does not keep the others open; the first failure is thrown. */
  closeAll(): Promise<void>;
}

export interface ClosingOptions {
  /**
   * A part that takes longer is left behind. While Redis is away BullMQ's `close` never ends: ioredis says nothing
   * when it is told to disconnect between two tries to connect, and nothing could be handed back anyway.
   */
  partLimitMs?: number;
}

export function createClosing({ partLimitMs = 2_000 }: ClosingOptions = {}): Closing {
  const parts: (() => Promise<unknown>)[] = [];

  async function closePart(close: () => Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise((resolve) => {
      timer = setTimeout(resolve, partLimitMs);
    });
    try {
      await Promise.race([close(), limit]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of parts.splice(0).toReversed()) {
      try {
        await closePart(close);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  let closing: Promise<void> | undefined;
  return {
    add: (close) => {
      parts.push(close);
    },
    closeAll: () => (closing ??= closeAll()),
  };
}
