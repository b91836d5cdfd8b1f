// Which asks this worker has taken, from the moment at which they leave the line.
import type { TokenLog } from '../token-log/token-log.ts';

export interface RunsHere {
  /** Counts a run in; the returned function counts it out. */
  add(run: { askId: string; model: string }): () => void;
  /** Whether one of them is for such a model and has not ended: it may be about to load it. */
  want(isWanted: (model: string) => boolean): Promise<boolean>;
}

export function createRunsHere({ tokenLog }: { tokenLog: Pick<TokenLog, 'hasEnded'> }): RunsHere {
  const runs = new Set<{ askId: string; model: string }>();

  return {
    add: (run) => {
      runs.add(run);
      return () => void runs.delete(run);
    },
    want: async (isWanted) => {
      const wanted = [...runs].filter(({ model }) => isWanted(model));
      const ended = await Promise.all(wanted.map(({ askId }) => tokenLog.hasEnded(askId)));
      return ended.includes(false);
    },
  };
}
