// Which of the calls that reach a page takes its next frame. docs/decisions/0003-pacing.md has the reasoning.
import type { Urgency } from './bucket.ts';
import type { DiscordCalls } from './discord-calls.ts';
import type { Target } from './target.ts';

export interface Route {
  target: Target;
  urgency: Urgency;
  /** Requests of the bucket that must stay free for final frames. */
  reserve: number;
}

/** Kept free for the final frame in a bucket that has to carry it. */
const reservedForFinal = 1;
/** A new phase may take a request of the other bucket while that leaves enough for other replies' final frames. */
const reservedForOthers = 2;

/**
 * Text grows through the usual call, evenly. A message that two calls reach has two buckets. So nothing is kept free for
 * the final frame: it takes whichever has room. The start of a phase takes the spare one when its turn in the pace has
 * not come; when others need that, it waits for its turn, as a request out of turn would leave a gap in the pace.
 */
export function chooseRoute(
  [usual, spare]: Target[],
  urgency: Urgency,
  calls: Pick<DiscordCalls, 'delayMs'>,
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
