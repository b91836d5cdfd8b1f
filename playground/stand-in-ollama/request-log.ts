// What reached the stand-in, and when: for tests that ask what was sent and how soon a connection closed.

/** One request. Times are epoch ms with fractions; `undefined` means that it has not happened. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON body; empty for a GET. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly startedAt: number;
  /** When it got a slot: from here on the model works for it. */
  slotAt: number | undefined;
  firstTokenAt: number | undefined;
  /** When each token was sent. */
  readonly tokenTimes: number[];
  /** When the stand-in was through with it: answered, refused, or stopped because the client left. */
  endedAt: number | undefined;
  /** When the client closed the connection before the answer was whole. */
  closedByClientAt: number | undefined;
  /** HTTP status sent, if any was. */
  status: number | undefined;
  tokensSent: number;
}

export interface RequestLog {
  readonly requests: readonly RecordedRequest[];
  add: (request: RecordedRequest) => void;
  /** Tells those who wait that something changed. */
  notify: () => void;
  /** Resolves when the condition holds; looked at on every change. @throws after `timeoutMs` (default 5 s) */
  waitFor: (condition: () => boolean, options?: { timeoutMs?: number }) => Promise<void>;
}

export function createRequestLog(): RequestLog {
  const requests: RecordedRequest[] = [];
  const watchers = new Set<() => void>();

  const notify = () => {
    for (const watcher of watchers) watcher();
  };

  return {
    requests,
    notify,
    add: (request) => {
      requests.push(request);
      notify();
    },
    waitFor: (condition, { timeoutMs = 5_000 } = {}) =>
      new Promise((resolve, reject) => {
        const settle = () => {
          clearTimeout(timer);
          watchers.delete(check);
        };
        const check = () => {
          if (!condition()) return;
          settle();
          resolve();
        };
        const timer = setTimeout(() => {
          settle();
          reject(new Error(`did not happen within ${timeoutMs} ms: ${condition.toString()}`));
        }, timeoutMs);
        watchers.add(check);
        check();
      }),
  };
}
