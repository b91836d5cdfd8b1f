// The formulas of one reply: what was looked up, what of it is still being drawn. What a reply was once shown it is shown
// again, whatever the shared cache has dropped meanwhile.
import type { FormulaLook, LookUpFormula } from '../rendering/formula-picture.ts';

export interface FormulaAlbum {
  /** The first look at a formula begins its drawing: `pending` until it is drawn or refused. */
  lookUp: LookUpFormula;
  /**
   * Resolves when nothing that was looked up is pending any more, or after `limitMs`. Rejects with the signal's reason.
   */
  settled(options: { limitMs: number; signal: AbortSignal }): Promise<void>;
  /** What nobody else waits for is not drawn any more. Safe to call twice. */
  close(): void;
}

/** The side of an album that its drawings come in at. */
export interface AlbumInlet {
  settle(tex: string, look: Exclude<FormulaLook, 'pending'>): void;
}

export interface AlbumOptions {
  /** `busy`: there is no place in the line; the next look may find one. */
  order: (tex: string) => FormulaLook | 'busy';
  /** Called for each picture that was pending. */
  onDrawn: () => void;
  onClose: () => void;
}

export function createAlbum({ order, onDrawn, onClose }: AlbumOptions): FormulaAlbum & AlbumInlet {
  const looks = new Map<string, FormulaLook>();
  const pending = new Set<string>();
  const waiters = new Set<() => void>();
  let isClosed = false;

  function firstLook(tex: string): FormulaLook {
    const look = isClosed ? 'busy' : order(tex);
    if (look === 'busy') return 'refused';
    looks.set(tex, look);
    if (look === 'pending') pending.add(tex);
    return look;
  }

  function wakeWaiters(): void {
    if (pending.size === 0) for (const wake of waiters) wake();
  }

  return {
    lookUp(source) {
      const tex = source.trim();
      return looks.get(tex) ?? firstLook(tex);
    },

    settle(tex, look) {
      pending.delete(tex);
      looks.set(tex, look);
      if (look !== 'refused') onDrawn();
      wakeWaiters();
    },

    async settled({ limitMs, signal }) {
      signal.throwIfAborted();
      if (pending.size > 0) await oneOf(waiters, { limitMs, signal });
    },

    close() {
      isClosed = true;
      pending.clear();
      wakeWaiters();
      onClose();
    },
  };
}

/** Resolves when woken or after the limit. */
function oneOf(
  waiters: Set<() => void>,
  { limitMs, signal }: { limitMs: number; signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiters.delete(wake);
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    const wake = () => {
      leave();
      resolve();
    };
    const abort = () => {
      leave();
      reject(signal.reason);
    };
    const timer = setTimeout(wake, limitMs);
    waiters.add(wake);
    signal.addEventListener('abort', abort);
  });
}
