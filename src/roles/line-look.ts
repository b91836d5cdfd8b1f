// One look at all that decides how long people wait: the line, the workers, and whether the card rests.
import {
  createLineOutlook,
  type LineOutlook,
  type LineOutlookOptions,
} from '../asks/line-outlook.ts';
import { restOfLine } from '../gpu/line-rest.ts';
import { createPauses } from '../gpu/pause.ts';
import type { Rest } from '../gpu/rest.ts';
import { listPublishedModels, type PublishedWorker } from '../models/published-models.ts';
import { createRecordedRuns } from '../models/recorded-runs.ts';
import { servingWorkers } from '../models/serving-workers.ts';
import { createSharedLook } from './shared-look.ts';

/** The estimates know of no rest. */
export interface LineSight extends LineOutlook {
  workers: readonly PublishedWorker[];
  /** No worker takes asks for now. */
  rest: Rest | undefined;
}

export interface LineLook {
  /** Looks anew. */
  now(): Promise<LineSight>;
  /** One look for all who ask at about the same time. */
  shared(): Promise<LineSight>;
}

export type LineLookOptions = Pick<LineOutlookOptions, 'generateModels' | 'redis' | 'prefix'>;

const keepMs = 500;

export function createLineLook(options: LineLookOptions): LineLook {
  const pauses = createPauses(options);
  const lookAtLine = createLineOutlook({
    ...options,
    runs: createRecordedRuns(options),
    listWorkers: async () => servingWorkers((await listPublishedModels(options)).workers),
  });

  async function look(): Promise<LineSight> {
    const [outlook, pause, { workers }] = await Promise.all([
      lookAtLine(),
      pauses.get(),
      listPublishedModels(options),
    ]);
    const rest = restOfLine({ pause, rests: workers.map((worker) => worker.rest) });
    return { ...outlook, workers, rest };
  }

  return { now: look, shared: createSharedLook({ look, keepMs }) };
}
