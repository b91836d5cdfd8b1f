// How long somebody would wait who asks now. Pure, and rougher than the estimates of those who wait already: what will
// be asked, and with how many turns, is not known yet.
import type { Pace } from '../models/pace.ts';
import type { RunningAsk } from './estimate-waits.ts';
import type { WaitingAsk } from './line-outlook.ts';

export interface NextWaitState {
  askerId: string;
  running: readonly RunningAsk[];
  /** In the order of their places. One whose asker is not known counts as of somebody else. */
  waiting: readonly (Pick<WaitingAsk, 'model' | 'waitMs'> & { askerId: string | undefined })[];
  /** How many asks all workers together run at once. */
  slots: number;
  paceOf: (model: string) => Pace | undefined;
}

/** Ms; undefined where nothing answers. */
export function estimateNextWait(state: NextWaitState): number | undefined {
  const { running, waiting, slots, paceOf } = state;
  if (slots === 0) return undefined;
  const behind = waiting[nextPlace(state) - 1];
  if (behind) return behind.waitMs;
  const last = waiting.at(-1);
  if (last) return addTo(last.waitMs, (paceOf(last.model)?.answerLeftMs(0) ?? 0) / slots);
  return running.length < slots ? 0 : Math.min(...running.map((ask) => leftMs(ask, paceOf)));
}

/** Of the asker's n-th question: behind the first n of everybody. */
function nextPlace({ askerId, waiting }: NextWaitState): number {
  const counts = new Map<string, number>();
  for (const [index, ask] of waiting.entries()) {
    const asker = ask.askerId ?? `unknown ${index}`;
    counts.set(asker, (counts.get(asker) ?? 0) + 1);
  }
  const turn = (counts.get(askerId) ?? 0) + 1;
  return [...counts.values()].reduce((ahead, count) => ahead + Math.min(count, turn), 0) + 1;
}

function leftMs({ model, progress }: RunningAsk, paceOf: NextWaitState['paceOf']): number {
  const pace = paceOf(model);
  if (!pace) return 0;
  if (progress.type === 'starting') return pace.answerLeftMs(0);
  return progress.type === 'loading'
    ? pace.loadLeftMs(progress.elapsedMs) + pace.answerLeftMs(0)
    : pace.answerLeftMs(progress.elapsedMs);
}

function addTo(waitMs: number | undefined, ms: number): number | undefined {
  return waitMs === undefined ? undefined : waitMs + ms;
}
