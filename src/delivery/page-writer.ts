// Brings the pages of one reply to where they should be: latest frame wins, one request in flight.
import { ComponentType } from 'discord-api-types/v10';
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

const emptiedPage: Frame = {
  components: [{ type: ComponentType.TextDisplay, content: '-# …' }],
  files: [],
};

export function createPageWriter({ calls, surface, render, save }: PageWriterOptions): PageWriter {
  const shown: string[] = [];
  const files: KeptFile[][] = [];
  /** This page may stand already, posted by an earlier run: then a post gives it back as it was, not as it should be. */
  let uncertainIndex = surface.pages.length;

  const isStale = (frame: Frame | undefined, index: number): frame is Frame =>
    frame !== undefined && shown[index] !== fingerprint(frame);

  /** Pages that an earlier attempt has posted stay, emptied, until the answer comes to them again. */
  function frames(): Frame[] {
    const wanted = render();
    return [...wanted, ...surface.pages.slice(wanted.length).map(() => emptiedPage)];
  }

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
          const frame = frames()[index];
          return isStale(frame, index) ? frame : undefined;
        },
        signal,
      })
      .catch(async (error: unknown) => {
        if (!isRefusal(error)) uncertainIndex = index;
        else if (isFollowUp) await save({ isFollowUpPending: false });
        throw error;
      });
    if (!sent) return;
    const isCertain = !isNew || index !== uncertainIndex;
    if (isCertain) shown[index] = fingerprint(sent.frame);
    files[index] = sent.files;
    if (isNew) await keepPage(sent, target);
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
      const index = frames().findIndex(isStale);
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
 * Text grows through the usual call, evenly. A message that two calls reach has two buckets. So nothing is kept free for
 * the final frame: it takes whichever has room. The start of a phase takes the spare one when its turn in the pace has
 * not come; when others need that, it waits for its turn, as a request out of turn would leave a gap in the pace.
 */
function chooseRoute(
  [usual, spare]: Target[],
  urgency: Urgency,
  calls: DiscordCalls,
): Route | undefined {
  if (!usual) return undefined;
  if (!spare) return { target: usual, urgency, reserve: reservedForFinal };
  const isDue = (route: Route): boolean =>
    calls.delayMs(route.target, route.urgency, route.reserve) <= 0;
  const inTurn: Route = {
    target: usual,
    urgency: urgency === 'phase' ? 'streaming' : urgency,
    reserve: 0,
  };
  if (urgency === 'streaming' || urgency === 'waiting' || isDue(inTurn)) return inTurn;
  const reserve = urgency === 'final' ? 0 : reservedForOthers;
  const outOfTurn: Route = { target: spare, urgency, reserve };
  return isDue(outOfTurn) ? outOfTurn : inTurn;
}

/** Discord has answered, so nothing was posted; without an answer it may have been. */
function isRefusal(error: unknown): boolean {
  return toDiscordFailure(error).type !== 'unavailable';
}

function fingerprint(frame: Frame): string {
  return JSON.stringify(frame);
}
