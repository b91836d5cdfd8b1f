// Brings the pages of one reply to where they should be: latest frame wins, one request in flight.
import type { Frame } from '../rendering/frame.ts';
import type { DiscordCalls, SentMessage } from './discord-calls.ts';
import { toDiscordFailure } from './discord-failure.ts';
import type { KeptFile } from './message-body.ts';
import type { Urgency } from './bucket.ts';
import type { Surface } from './surfaces.ts';
import type { Target } from './target.ts';

export interface PageWriterOptions {
  calls: DiscordCalls;
  surface: Surface;
  /** The frames as they should be now; called again when a request's turn has come. */
  render: () => Frame[];
  /** Called before a post that may have to be answered for after a crash, and after every new page. */
  save: (change: { isFollowUpPending: boolean }) => Promise<void>;
}

/** A request that the writer would send next. */
export interface PendingWrite {
  target: Target;
  send(signal: AbortSignal): Promise<void>;
}

export interface PageWriter {
  /** `settled`: all pages show what they should. `out-of-reach`: a page differs and no call reaches it. */
  next(urgency: Urgency): PendingWrite | 'settled' | 'out-of-reach';
}

/** Kept free for the final frame in a bucket that has to carry it. */
const reservedForFinal = 1;
/** A new phase may take a request of the other bucket while that leaves enough for other replies' final frames. */
const reservedForOthers = 2;

export function createPageWriter({ calls, surface, render, save }: PageWriterOptions): PageWriter {
  const shown: string[] = [];
  const files: KeptFile[][] = [];

  const isStale = (frame: Frame | undefined, index: number): frame is Frame =>
    frame !== undefined && shown[index] !== fingerprint(frame);

  async function send(index: number, { target, urgency, reserve }: Route, signal: AbortSignal) {
    const isNew = surface.pages[index] === undefined;
    const isFollowUp = target.type === 'token-post';
    const sent = await calls
      .send(target, {
        urgency,
        reserve,
        kept: files[index] ?? [],
        ...(isFollowUp && { prepare: () => save({ isFollowUpPending: true }) }),
        render: () => {
          const frame = render()[index];
          return isStale(frame, index) ? frame : undefined;
        },
        signal,
      })
      .catch(async (error: unknown) => {
        if (isFollowUp && isRefusal(error)) await save({ isFollowUpPending: false });
        throw error;
      });
    if (!sent) return;
    note(index, sent);
    if (isNew) await keepPage(sent, target);
  }

  function note(index: number, { frame, files: kept }: SentMessage): void {
    shown[index] = fingerprint(frame);
    files[index] = kept;
  }

  async function keepPage({ id, channelId }: SentMessage, target: Target): Promise<void> {
    surface.pages.push({
      channelId,
      messageId: id,
      ...(target.type === 'token-post' && { tokenMessageId: target.token.messageId }),
    });
    await save({ isFollowUpPending: false });
  }

  return {
    next: (urgency) => {
      const index = render().findIndex(isStale);
      if (index === -1) return 'settled';
      const route = chooseRoute(surface.targetsOf(index), urgency, calls);
      if (!route) return 'out-of-reach';
      return {
        target: route.target,
        send: (signal) => send(index, route, signal),
      };
    },
  };
}

interface Route {
  target: Target;
  urgency: Urgency;
  reserve: number;
}

/**
 * Text grows through the usual call. A message that two calls reach has two buckets: then the final frame takes
 * whichever has room, so none has to be kept free for it, and the start of a phase does not disturb the even pace.
 */
function chooseRoute(
  [usual, spare]: Target[],
  urgency: Urgency,
  calls: DiscordCalls,
): Route | undefined {
  if (!usual) return undefined;
  if (!spare) return { target: usual, urgency, reserve: reservedForFinal };
  const isFree = (target: Target, reserve: number): boolean =>
    calls.delayMs(target, urgency, reserve) <= 0;
  if (urgency === 'phase' && isFree(spare, reservedForOthers)) {
    return { target: spare, urgency, reserve: reservedForOthers };
  }
  const takesSpare = urgency === 'final' && !isFree(usual, 0) && isFree(spare, 0);
  return { target: takesSpare ? spare : usual, urgency, reserve: 0 };
}

/** Discord has answered, so nothing was posted; without an answer it may have been. */
function isRefusal(error: unknown): boolean {
  return toDiscordFailure(error).type !== 'unavailable';
}

function fingerprint(frame: Frame): string {
  return JSON.stringify(frame);
}
