// What has been opened is closed in the reverse order.

export interface Closing {
  /** `close` is called when all that was added later is closed. */
  add(close: () => Promise<unknown>): void;
  /** Safe to call twice. A part that fails to close does not keep the others open; the first failure is thrown. */
  closeAll(): Promise<void>;
}

export function createClosing(): Closing {
  const parts: (() => Promise<unknown>)[] = [];

  async function closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of parts.splice(0).toReversed()) {
      try {
        await close();
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
