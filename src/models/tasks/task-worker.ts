// Takes model tasks and sees each to its end: one that a killed worker leaves is taken up by another that may do it.
import { randomUUID } from 'node:crypto';
import type { Logger } from '../../log.ts';
import { createOutage } from '../../outage.ts';
import type { Lease } from '../../jobs/lease.ts';
import { mayDo, type ModelTask, type PullProgress, type TaskPlace } from './model-task.ts';
import { reportCalmly } from './report-calmly.ts';
import { cancelled, runToOutcome, type RunTask } from './run-to-outcome.ts';
import type { TaskRuns } from './task-runs.ts';

export interface TaskWorkerOptions {
  runs: TaskRuns;
  machine: string;
  /** What the host calls the machine. */
  name?: string | undefined;
  run: RunTask;
  /** What its Ollama has; undefined while that does not answer: others take the tasks. */
  listModels: () => TaskPlace['models'] | undefined;
  /** Nobody is answered by another model here, or waits for one: the card may be given to this one. */
  isFreeFor: (model: string) => Promise<boolean>;
  /** Called after each task: what the Ollama has may be another now. */
  onEnd: () => void;
  log: Logger;
  /** Between two looks when nobody rings, and between two renewals of a lease. */
  lookMs?: number;
}

export interface TaskWorker {
  /** There may be a task to take, or one may be cancelled. */
  ring(): void;
  /** Gives the running tasks back, to be taken up by another. Safe to call twice. */
  close(): Promise<void>;
}

/** Pulls take minutes, and share the network and the disk. */
const mostAtOnce = 8;

interface RunningTask {
  task: ModelTask;
  controller: AbortController;
  lease: Lease;
  ended: Promise<void>;
}

export function createTaskWorker({ lookMs = 2_000, ...options }: TaskWorkerOptions): TaskWorker {
  const { runs, machine, name, log } = options;
  const running = new Map<string, RunningTask>();
  const outage = createOutage({ of: 'model-tasks', log });
  const closing = new AbortController();

  /** Whoever asks comes first: a load waits for them, and gives way to them. */
  const isItsTurn = async ({ kind, model = '' }: ModelTask): Promise<boolean> =>
    kind !== 'load' || options.isFreeFor(model);

  async function take(task: ModelTask): Promise<void> {
    if (running.has(task.id) || running.size >= mostAtOnce || !(await isItsTurn(task))) return;
    const lease = await runs.take(task.id, randomUUID());
    if (!lease) return;
    if (closing.signal.aborted) return lease.release();
    const controller = new AbortController();
    const ended = seeSafely(task, { signal: controller.signal, lease });
    running.set(task.id, { task, controller, lease, ended });
  }

  async function seeSafely(
    task: ModelTask,
    { signal, lease }: { signal: AbortSignal; lease: Lease },
  ): Promise<void> {
    try {
      await see(task, signal);
    } catch (error) {
      log.warn({ err: error, taskId: task.id }, 'model-task-postponed');
    } finally {
      running.delete(task.id);
      await lease.release().catch(outage.begin);
    }
  }

  async function see(task: ModelTask, signal: AbortSignal): Promise<void> {
    await runs.begin(task.id, name);
    const reports = reportCalmly((progress: PullProgress) => runs.report(task.id, progress));
    const work = { signal, onProgress: reports.put };
    const outcome = await runToOutcome(task, { ...options, work });
    await reports.close();
    // Closed, or lost to another worker: the task is not at its end.
    if (!outcome) return;
    await runs.end(task.id, outcome);
    log.info({ taskId: task.id, kind: task.kind, outcome: outcome.type }, 'model-task-ended');
    options.onEnd();
  }

  async function keep({ task, controller, lease }: RunningTask): Promise<void> {
    const [isOwn, isCancelled, mayGoOn] = await Promise.all([
      lease.renew(),
      runs.isCancelled(task.id),
      isItsTurn(task),
    ]);
    if (isOwn && isCancelled) controller.abort(cancelled);
    else if (!isOwn || !mayGoOn) controller.abort();
  }

  async function look(): Promise<void> {
    await Promise.all([...running.values()].map(keep));
    const models = options.listModels();
    if (!models) return;
    const open = await runs.listOpen();
    for (const task of open.filter((it) => mayDo(it, { machine, models }))) await take(task);
  }

  let round: Promise<void> | undefined;
  let isRungMeanwhile = false;
  function ring(): void {
    isRungMeanwhile = round !== undefined;
    if (closing.signal.aborted) return;
    round ??= look()
      .then(outage.end, outage.begin)
      .finally(() => {
        round = undefined;
        if (isRungMeanwhile) ring();
      });
  }

  const timer = setInterval(ring, lookMs);
  async function close(): Promise<void> {
    clearInterval(timer);
    closing.abort();
    await round;
    const left = [...running.values()];
    for (const { controller } of left) controller.abort();
    await Promise.all(left.map(({ ended }) => ended));
  }

  let closed: Promise<void> | undefined;
  return { ring, close: () => (closed ??= close()) };
}
