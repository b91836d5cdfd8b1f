// One load of a model and the asks that wait for it. It has a connection of its own and outlives an ask: Ollama
// aborts a load when its client leaves.

export type LoadOutcome = { type: 'loaded'; tookMs: number } | { type: 'failed'; error: unknown };

export interface SharedLoad {
  outcome: Promise<LoadOutcome>;
  /** Loaded, failed or aborted: whoever comes now needs a new one. */
  isOver: () => boolean;
  /** Counts an ask in; the returned function counts it out, and the last one out aborts what nobody wants. */
  join: () => () => void;
  abort: () => void;
}

export interface SharedLoadOptions {
  /** Resolves when the model is in memory. */
  preload: (signal: AbortSignal) => Promise<void>;
  isWantedByOthers: () => Promise<boolean>;
  now: () => number;
}

export function startSharedLoad(options: SharedLoadOptions): SharedLoad {
  const controller = new AbortController();
  let waitingAsks = 0;
  let isOver = false;

  const run = async (): Promise<LoadOutcome> => {
    const startedAt = options.now();
    try {
      await options.preload(controller.signal);
      return { type: 'loaded', tookMs: options.now() - startedAt };
    } catch (error) {
      return { type: 'failed', error };
    } finally {
      isOver = true;
    }
  };

  const abort = () => {
    isOver = true;
    controller.abort();
  };

  /** Not knowing (Redis is away) keeps the load: finishing it harms nobody. */
  const abortUnlessWanted = async () => {
    const isWanted = await options.isWantedByOthers().catch(() => true);
    if (!isWanted && waitingAsks === 0) abort();
  };

  const leave = () => {
    waitingAsks -= 1;
    if (waitingAsks === 0 && !isOver) void abortUnlessWanted();
  };

  return {
    outcome: run(),
    isOver: () => isOver,
    abort,
    join: () => {
      waitingAsks += 1;
      return leave;
    },
  };
}
