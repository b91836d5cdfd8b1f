// Where the waiting asks of this bot stand: one look at the line serves all their replies.
import type { Line } from '../asks/line.ts';
import type { Standing } from '../delivery/reply-source.ts';
import { afterRest } from '../gpu/line-rest.ts';
import type { LineLook, LineSight } from './line-look.ts';

export type StandingOf = (askId: string) => Promise<Standing>;

export interface StandingOptions {
  line: Pick<Line, 'placeOf'>;
  lineLook: LineLook;
  /** Epoch ms. */
  now?: () => number;
}

export function createStandingOf({ line, lineLook, now = Date.now }: StandingOptions): StandingOf {
  /** It has left the line since the look, or joined it. */
  async function lookAgain(askId: string): Promise<LineSight | undefined> {
    return (await line.placeOf(askId)) === undefined ? undefined : lineLook.now();
  }

  return async (askId) => {
    const shared = await lineLook.shared();
    const seen = shared.placeOf(askId) ? shared : await lookAgain(askId);
    const found = seen?.placeOf(askId);
    if (!seen || !found) return { hasWorker: shared.hasWorker, place: undefined };
    const { hasWorker, rest } = seen;
    const waitMs = afterRest(found.waitMs, { rest, now: now() });
    return {
      hasWorker,
      place: found.place,
      ...(waitMs !== undefined && { waitMs }),
      ...(rest && { rest }),
    };
  };
}
