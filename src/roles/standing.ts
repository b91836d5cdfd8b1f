// Where the waiting asks of this bot stand: one look at the line serves all their replies.
import {
  createLineOutlook,
  type LineOutlook,
  type LineOutlookOptions,
} from '../asks/line-outlook.ts';
import type { Line } from '../asks/line.ts';
import type { Standing } from '../delivery/reply-source.ts';
import { listPublishedModels } from '../models/published-models.ts';
import { createRecordedRuns } from '../models/recorded-runs.ts';
import { createSharedLook } from './shared-look.ts';

export type StandingOf = (askId: string) => Promise<Standing>;

export interface StandingOptions extends Pick<LineOutlookOptions, 'queue' | 'redis' | 'prefix'> {
  line: Pick<Line, 'placeOf'>;
}

const lookMs = 500;

export function createStandingOf({ line, ...options }: StandingOptions): StandingOf {
  const look = createLineOutlook({
    ...options,
    runs: createRecordedRuns(options),
    listModels: () => listPublishedModels(options),
  });
  const sharedLook = createSharedLook({ look, keepMs: lookMs });

  /** It has left the line since the look, or joined it. */
  async function lookAgain(askId: string): Promise<LineOutlook | undefined> {
    return (await line.placeOf(askId)) === undefined ? undefined : look();
  }

  return async (askId) => {
    const { hasWorker, placeOf } = await sharedLook();
    const found = placeOf(askId) ?? (await lookAgain(askId))?.placeOf(askId);
    if (!found) return { hasWorker, place: undefined };
    return { hasWorker, place: found.place, waitMs: found.waitMs };
  };
}
