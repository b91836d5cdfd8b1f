// How a worker gets its next job, over the lines of all models. The only place that decides it:
// docs/decisions/0010-next-job.md.
import { firstOf, shortcutOf, type LineHead, type Shortcut } from '../jobs/choose-head.ts';
import type { PassedAsks } from '../jobs/passed-asks.ts';
import type { Logger } from '../log.ts';
import { isSameModel } from '../models/model-name.ts';
import type { ModelQueues, TakenJob } from './model-queues.ts';
import type { PickOwn } from './pick-own.ts';

export interface NextJobOptions {
  queues: Pick<ModelQueues, 'headsOf' | 'waitedMs' | 'take'>;
  /** Models that somebody may wait for. */
  listAsked: () => Promise<string[]>;
  pickOwn: PickOwn;
  /** Names of the models in memory at this moment. Called only when it matters. */
  listLoaded: () => Promise<readonly string[]>;
  /** What an answer of the model usually takes, in ms. */
  usualMs: (model: string) => Promise<number>;
  passedAsks: PassedAsks;
  log: Logger;
}

/** Resolves to a job that is now this worker's, or to undefined when there is none for it. */
export type NextJob = () => Promise<TakenJob | undefined>;

export function createNextJob(options: NextJobOptions): NextJob {
  const { queues, passedAsks, log } = options;

  /** Not knowing what is in memory costs a load at most. */
  async function loadedModels(): Promise<readonly string[]> {
    try {
      return await options.listLoaded();
    } catch (error) {
      log.debug({ err: error }, 'loaded-models-unknown');
      return [];
    }
  }

  async function mayBeTaken({ head, passed }: Shortcut): Promise<boolean> {
    const [usualMs, ...waits] = await Promise.all([
      options.usualMs(head.model),
      ...passed.map(queues.waitedMs),
    ]);
    const asks = passed.map(({ jobId }, index) => ({ jobId, waitedMs: waits[index] ?? 0 }));
    return passedAsks.pass(asks, usualMs);
  }

  async function choose(heads: readonly LineHead[]): Promise<LineHead | undefined> {
    const first = firstOf(heads);
    if (!first || first.isGivenBack || heads.length === 1) return first;
    const loaded = await loadedModels();
    const isInMemory = (model: string) => loaded.some((name) => isSameModel(name, model));
    const shortcut = shortcutOf(heads, isInMemory);
    return shortcut && (await mayBeTaken(shortcut)) ? shortcut.head : first;
  }

  return async () => {
    let heads = await options.pickOwn(await queues.headsOf(await options.listAsked()));
    for (let head = await choose(heads); head; head = await choose(heads)) {
      const { model } = head;
      const taken = await queues.take(model);
      if (taken) {
        passedAsks.forget(taken.job.id ?? '');
        return taken;
      }
      // Another worker was quicker, and nobody waits there any more.
      heads = heads.filter((other) => other.model !== model);
    }
    return undefined;
  };
}
