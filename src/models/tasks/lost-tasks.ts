// The end of tasks that no worker will tell of: those that were cancelled before anybody had them, and those whose worker
// went away and did not come back.
import { mayDo, type TaskOutcome, type TaskPlace, type TaskView } from './model-task.ts';

/** The views with the outcomes that they have, or will have whatever happens. */
export type FindLost = (
  views: readonly TaskView[],
  workers: readonly TaskPlace[],
) => readonly TaskView[];

export interface FindLostOptions {
  /** How long a worker may be away; a restart takes less. */
  patienceMs?: number;
  /** Ms, never set back. */
  now?: () => number;
}

/** Remembers since when the workers of tasks are away, as far as it was asked. */
export function createFindLost({
  patienceMs = 60_000,
  now = () => performance.now(),
}: FindLostOptions = {}): FindLost {
  const awaySince = new Map<string, number>();

  function awayMs(id: string): number {
    const since = awaySince.get(id) ?? now();
    awaySince.set(id, since);
    return now() - since;
  }

  function find(view: TaskView, workers: readonly TaskPlace[]): TaskView {
    const { task, isHeld, isCancelled, outcome } = view;
    const isAway = !isHeld && !workers.some((worker) => mayDo(task, worker));
    if (!isAway) awaySince.delete(task.id);
    if (outcome || isHeld) return view;
    // Whoever takes it now finds it cancelled before anything else.
    if (isCancelled) return { ...view, outcome: { type: 'cancelled' } };
    if (!isAway) return view;
    const isLost = awayMs(task.id) >= patienceMs && !mayWait(view);
    return { ...view, isAway, ...(isLost && { outcome: lost }) };
  }

  return (views, workers) => views.map((view) => find(view, workers));
}

const lost: TaskOutcome = { type: 'failed', code: 'MODEL_SERVER_GONE' };

/** Nothing is lost by a download that begins later. */
function mayWait({ task, startedAt }: TaskView): boolean {
  return task.kind === 'pull' && startedAt === undefined;
}
