// One reply about model tasks, from its first frame to its last: looks at the tasks, and edits its message when that
// shows something new, in a calm pace.
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame } from '../rendering/frame.ts';
import type { Lease } from '../jobs/lease.ts';
import { createFindLost, type FindLost } from '../models/tasks/lost-tasks.ts';
import type { TaskView } from '../models/tasks/model-task.ts';
import { renderTasks, type TaskFrameOptions } from './task-frame.ts';
import { createTaskPage } from './task-page.ts';
import type { TaskReply } from './task-reply-store.ts';
import type { TaskRepliesOptions } from './task-replies.ts';

export interface ShowTasksOptions extends Omit<TaskRepliesOptions, 'store' | 'takeUpMs'> {
  reply: TaskReply;
  lease: Lease;
  signal: AbortSignal;
  lookMs: number;
}

/** A bar that moves every two or three seconds is alive, and spends no more of the channel's edits than it must. */
const editIntervalMs = 2_500;
const afterOutageMs = 2_000;

/**
 * Resolves when the end is shown, or can be shown nowhere; or when another process shows it. Rejects with the signal's
 * reason, or when Redis fails.
 */
export async function showTasks(options: ShowTasksOptions): Promise<'ended' | 'taken-over'> {
  const { reply, lease, signal, lookMs } = options;
  const page = createTaskPage({ ...options, getToken: options.replyTokens.get });
  const findLost = createFindLost();
  let shown: Frame | undefined;
  let shownSteps: string | undefined;
  let nextAt = 0;
  for (;;) {
    const sight = await lookAt(options, findLost);
    if (sight.views.length === 0) return 'ended';
    const isFinal = sight.views.every(({ outcome }) => outcome);
    if (isFinal) await settle(options, sight.views);
    const frame = renderTasks({ reply, ...sight });
    const isNews = !isDeepStrictEqual(frame, shown);
    const steps = stepsOf(sight);
    const isStep = steps !== shownSteps;
    if (isNews && (isFinal || isStep || performance.now() >= nextAt)) {
      const result = await page.show(frame, { isFinal });
      if (result === 'lost') return 'ended';
      if (result === 'shown') shown = frame;
      shownSteps = steps;
      nextAt = performance.now() + (result === 'shown' ? editIntervalMs : afterOutageMs);
    }
    if (isFinal && isDeepStrictEqual(frame, shown)) return 'ended';
    await delay(lookMs, undefined, { signal });
    if (!(await lease.renew())) return 'taken-over';
  }
}

type Sight = Omit<TaskFrameOptions, 'reply'>;

async function lookAt(
  { reply, tasks, look }: ShowTasksOptions,
  findLost: FindLost,
): Promise<Sight> {
  const [found, { workers, now }] = await Promise.all([tasks.get(reply.taskIds), look()]);
  const ready = workers.filter(({ state }) => state === 'ready');
  return { views: findLost(found, ready), hasWorker: ready.length > 0, now };
}

/** Also of those that nobody has taken: their time is over. */
async function settle({ tasks }: ShowTasksOptions, views: readonly TaskView[]): Promise<void> {
  await Promise.all(views.map(({ task }) => tasks.settle(task.id)));
}

/** Changes when a task begins or ends: that is told at once. */
function stepsOf({ views }: Sight): string {
  return views.map(({ startedAt, outcome }) => `${startedAt} ${outcome?.type}`).join();
}
