// Brings the pages of one reply to where they should be: latest frame wins, one request in flight.
import { ComponentType } from 'discord-api-types/v10';
import type { Frame } from '../rendering/frame.ts';
import type { Urgency } from './bucket.ts';
import { chooseRoute, type Route } from './choose-route.ts';
import type { DiscordCalls, SentMessage } from './discord-calls.ts';
import { toDiscordFailure } from './discord-failure.ts';
import { createPageRemoval } from './page-removal.ts';
import { createShownPages } from './shown-pages.ts';
import type { Surface } from './surfaces.ts';
import type { Target } from './target.ts';

export interface PageWriterOptions {
  calls: Pick<DiscordCalls, 'send' | 'remove' | 'delayMs'>;
  surface: Surface;
  /** The frames as they should be now; called again when a request's turn has come. */
  render: () => Frame[];
  /** Called before a post that may have to be answered for after a crash, and whenever the pages are others. */
  save: (change?: { isFollowUpPending: boolean }) => Promise<void>;
}

/** A request that the writer would send next. */
export interface PendingWrite {
  /** Which page it is for, from 0. */
  index: number;
  target: Target;
  send(signal: AbortSignal): Promise<void>;
  /** What was sent had files with it. */
  hadFiles(): boolean;
}

export interface PageWriter {
  /**
   * `settled`: all pages show what they should. `out-of-reach`: a page differs and no call reaches it. With `final` the
   * frames are taken to be the last ones, and pages beyond them are deleted.
   */
  next(urgency: Urgency): PendingWrite | 'settled' | 'out-of-reach';
  /** Somebody deleted a page, which is not the first: the reply ends before it. */
  forget(index: number): Promise<void>;
}

const emptiedPage: Frame = {
  components: [{ type: ComponentType.TextDisplay, content: '-# …' }],
  files: [],
};

export function createPageWriter({ calls, surface, render, save }: PageWriterOptions): PageWriter {
  const shown = createShownPages(surface);
  const removal = createPageRemoval({ calls, surface, shown, save });

  /** Pages that an earlier attempt has posted stay, emptied, until the answer comes to them again or ends before them. */
  function frames(urgency: Urgency): Frame[] {
    const wanted = render();
    const surplus = urgency === 'final' ? [] : surface.pages.slice(wanted.length);
    return [...wanted, ...surplus.map(() => emptiedPage)];
  }

  /**
   * A new page comes before its neighbour changes: the neighbour must not lose its buttons before they stand again. Where
   * there are no buttons, pages come in the order in which they are read.
   */
  function nextIndex(urgency: Urgency): number {
    const wanted = frames(urgency);
    const unposted = surface.pages.length;
    const hasButtonsAbove = urgency !== 'final' && shown.isKnown(unposted - 1);
    const canPost = unposted < wanted.length && surface.targetsOf(unposted).length > 0;
    return hasButtonsAbove && canPost ? unposted : wanted.findIndex(shown.isStale);
  }

  function writeOf(index: number, route: Route): PendingWrite {
    const { target, urgency, reserve } = route;
    const isFollowUp = target.type === 'token-post';
    /** Set when its turn has come. */
    let sentFrame: Frame | undefined;

    async function noteFailure(error: unknown): Promise<void> {
      if (!sentFrame) return;
      if (!isRefusal(error)) shown.doubt(index);
      else if (isFollowUp) await save({ isFollowUpPending: false });
    }

    async function call(signal: AbortSignal): Promise<SentMessage | undefined> {
      try {
        return await calls.send(target, {
          urgency,
          reserve,
          kept: shown.filesOf(index),
          ...(isFollowUp && { prepare: () => save({ isFollowUpPending: true }) }),
          render: () => {
            const frame = frames(urgency)[index];
            sentFrame = shown.isStale(frame, index) ? frame : undefined;
            return sentFrame;
          },
          signal,
        });
      } catch (error) {
        await noteFailure(error);
        throw error;
      }
    }

    return {
      index,
      target,
      hadFiles: () => sentFrame !== undefined && sentFrame.files.length > 0,
      send: async (signal) => {
        const sent = await call(signal);
        if (sent && shown.take(index, target, sent)) await save({ isFollowUpPending: false });
      },
    };
  }

  function nextRemoval(urgency: Urgency): PendingWrite | undefined {
    return urgency === 'final' ? removal.next(render().length) : undefined;
  }

  async function forget(index: number): Promise<void> {
    shown.forget(index);
    await save();
  }

  return {
    next: (urgency) => {
      const index = nextIndex(urgency);
      if (index === -1) return nextRemoval(urgency) ?? 'settled';
      // Text grows on the last page: what changes before it makes way for a page that has begun.
      const isHurried = urgency === 'streaming' && index < surface.pages.length - 1;
      const targets = surface.targetsOf(index);
      const route = chooseRoute(targets, isHurried ? 'phase' : urgency, calls);
      return route ? writeOf(index, route) : 'out-of-reach';
    },
    forget,
  };
}

/** Discord has answered, so nothing was posted; without an answer it may have been. */
function isRefusal(error: unknown): boolean {
  return toDiscordFailure(error).type !== 'unavailable';
}
