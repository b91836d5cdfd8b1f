// How long one ask waits for a model server that does not answer: only the waiting counts, not the work in between.

export interface ServerPatience {
  /** The server has failed the ask, perhaps once more. */
  wait: () => void;
  /** The server is at work for the ask. */
  goOn: () => void;
  /** The ask has waited for longer than it may, in all: a server that comes back only to fail again is given up too. */
  isOver: () => boolean;
}

export interface ServerPatienceOptions {
  limitMs: number;
  /** Ms, never set back. */
  now?: () => number;
}

export function createServerPatience({
  limitMs,
  now = () => performance.now(),
}: ServerPatienceOptions): ServerPatience {
  let waitedMs = 0;
  let waitingSince: number | undefined;

  const waited = () => waitedMs + (waitingSince === undefined ? 0 : now() - waitingSince);

  return {
    wait: () => {
      waitingSince ??= now();
    },
    goOn: () => {
      waitedMs = waited();
      waitingSince = undefined;
    },
    isOver: () => waited() > limitMs,
  };
}
