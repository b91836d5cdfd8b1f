// Deletes the pages that a reply no longer needs, the last one first.
import type { DiscordCalls } from './discord-calls.ts';
import { toDiscordFailure } from './discord-failure.ts';
import type { PendingWrite } from './page-writer.ts';
import type { ShownPages } from './shown-pages.ts';
import type { Surface } from './surfaces.ts';
import type { EditTarget } from './target.ts';

export interface PageRemoval {
  /** Of a page beyond so many, or of one that an earlier run was about to delete. Undefined when no call reaches it. */
  next(wantedPages: number): PendingWrite | undefined;
}

export interface PageRemovalOptions {
  calls: Pick<DiscordCalls, 'remove'>;
  surface: Surface;
  shown: Pick<ShownPages, 'leave'>;
  save: () => Promise<void>;
}

export function createPageRemoval({
  calls,
  surface,
  shown,
  save,
}: PageRemovalOptions): PageRemoval {
  /** Whoever hears of the deletion must not take it for somebody else's. */
  async function remove(target: EditTarget, signal: AbortSignal): Promise<void> {
    if (!surface.leaving()) {
      shown.leave();
      await save();
    }
    await calls.remove(target, signal).catch(expectGone);
    surface.noteLeft();
    await save();
  }

  return {
    next: (wantedPages) => {
      const index = surface.pages.length - 1;
      const isDue = surface.leaving() !== undefined || index >= wantedPages;
      const target = isDue ? surface.removalTarget() : undefined;
      if (!target) return undefined;
      return { index, target, hadFiles: () => false, send: (signal) => remove(target, signal) };
    },
  };
}

/** Somebody was quicker, or an earlier run. */
function expectGone(error: unknown): void {
  if (toDiscordFailure(error).type !== 'message-gone') throw error;
}
