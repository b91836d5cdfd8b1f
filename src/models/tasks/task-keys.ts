// Where model tasks stand in Redis. What the bot writes and what workers write are keys apart, so that a worker's Redis
// user, which may be a stranger's, cannot make the others pull or remove anything.

export const taskKeys = {
  /** Hash of the bot: `task`, and `isCancelled` once somebody has cancelled it. */
  task: (prefix: string, id: string) => `${prefix}:model-task:${id}`,
  /** Sorted set of the bot: the ids of open tasks, by their time. */
  open: (prefix: string) => `${prefix}:model-tasks`,
  /** Hash of the worker: the fields of a `TaskRun`. */
  run: (prefix: string, id: string) => `${prefix}:model-run:${id}`,
  /** String of the worker: whose task it is now. */
  lease: (prefix: string, id: string) => `${prefix}:model-run:${id}:lease`,
};

/** Long enough to read what came of it. */
export const taskKeepMs = 7 * 24 * 60 * 60_000;
