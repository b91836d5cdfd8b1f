// A model task: what the bot wants done at an Ollama that it cannot reach itself. docs/decisions/0016-model-tasks.md.
import { z } from 'zod';
import { errorCodes } from '../../errors.ts';
import { isSameModel } from '../model-name.ts';

export const taskKinds = ['pull', 'remove', 'load', 'unload'] as const;

export type TaskKind = (typeof taskKinds)[number];

/** Written once, by the bot. Workers read it, perhaps a stranger's: nothing in it tells whose wish it is. */
export const modelTask = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  /** Absent only where all models are to be unloaded. */
  model: z.string().optional(),
  /** Where it is to be done. Absent: wherever it can be done first. */
  machine: z.string().optional(),
  /** Epoch ms on the clock of Redis. */
  createdAt: z.number(),
});

export type ModelTask = z.infer<typeof modelTask>;

const bytes = z.number().nonnegative();

/** Of a pull, over all its layers that are known so far. */
export const pullProgress = z.object({
  /** `checking`: all is there, and is compared with its digest. `retrying`: the connection broke. */
  phase: z.enum(['starting', 'downloading', 'checking', 'retrying']),
  completedBytes: bytes,
  totalBytes: bytes,
  /** Over the last seconds; absent before it can be told. */
  bytesPerSecond: bytes.optional(),
});

export type PullProgress = z.infer<typeof pullProgress>;

export const taskOutcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('cancelled') }),
  z.object({ type: z.literal('failed'), code: z.enum(errorCodes), detail: z.string().optional() }),
]);

export type TaskOutcome = z.infer<typeof taskOutcome>;

/** What a worker writes of its run. */
export const taskRun = z.object({
  /** Of the worker that took it last. */
  workerName: z.string().optional(),
  /** When it was taken for the first time. */
  startedAt: z.coerce.number().optional(),
  endedAt: z.coerce.number().optional(),
  progress: pullProgress.optional(),
  outcome: taskOutcome.optional(),
});

export type TaskRun = z.infer<typeof taskRun>;

/** A task as it stands. */
export interface TaskView extends TaskRun {
  task: ModelTask;
  /** A worker has it at this moment. */
  isHeld?: true;
  /** It ends as soon as its worker hears of it. */
  isCancelled?: true;
  /** No worker that may do it is connected. */
  isAway?: true;
}

/** What of a worker decides which tasks are its own. */
export interface TaskPlace {
  machine?: string | undefined;
  models: readonly { name: string }[];
}

/** Which of the workers may do it. A model is loaded only where it is. */
export function mayDo({ kind, model, machine }: ModelTask, place: TaskPlace): boolean {
  if (machine !== undefined && machine !== place.machine) return false;
  return kind !== 'load' || place.models.some(({ name }) => isSameModel(name, model ?? ''));
}
