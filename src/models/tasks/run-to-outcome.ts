// One run of a model task, and what came of it: where the errors of such work are caught.
import { BotError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { ModelTask, PullProgress, TaskOutcome } from './model-task.ts';
import type { TaskRuns } from './task-runs.ts';

export interface TaskWork {
  signal: AbortSignal;
  onProgress: (progress: PullProgress) => void;
}

/** Does one task. Rejects with a BotError when it fails, and with the signal's reason. */
export type RunTask = (task: ModelTask, work: TaskWork) => Promise<void>;

export interface RunToOutcomeOptions {
  runs: Pick<TaskRuns, 'isCancelled'>;
  run: RunTask;
  work: TaskWork;
  log: Logger;
}

/** Why a run is aborted that somebody has cancelled. */
export const cancelled = Symbol('cancelled');

/** Undefined when it was aborted for another reason: the task is not at its end. Rejects when Redis fails. */
export async function runToOutcome(
  task: ModelTask,
  { runs, run, work, log }: RunToOutcomeOptions,
): Promise<TaskOutcome | undefined> {
  if (await runs.isCancelled(task.id)) return { type: 'cancelled' };
  try {
    await run(task, work);
    return { type: 'done' };
  } catch (error) {
    if (work.signal.reason === cancelled) return { type: 'cancelled' };
    if (work.signal.aborted) return undefined;
    log.warn({ err: error, taskId: task.id, kind: task.kind }, 'model-task-failed');
    return failureOf(error);
  }
}

function failureOf(error: unknown): TaskOutcome {
  if (!(error instanceof BotError)) return { type: 'failed', code: 'INTERNAL' };
  const { code, detail } = error;
  return { type: 'failed', code, ...(detail !== undefined && { detail }) };
}
