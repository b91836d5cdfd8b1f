// The bot's side of model tasks: it begins and cancels them, and reads what workers tell of them.
import type { Redis } from 'ioredis';
import { failingWith } from '../../errors.ts';
import { parseJson } from '../../parse-json.ts';
import { redisNow } from '../../redis.ts';
import { modelTask, type ModelTask, type TaskView } from './model-task.ts';
import { readTaskRun } from './read-task-run.ts';
import { taskKeepMs, taskKeys } from './task-keys.ts';

export type NewModelTask = Omit<ModelTask, 'createdAt'>;

/** All throw TASKS_UNAVAILABLE when Redis fails. */
export interface ModelTasks {
  /** Workers are told. Does nothing for a task that is there. */
  begin(task: NewModelTask): Promise<void>;
  /** The worker ends it soon after. */
  cancel(id: string): Promise<void>;
  /** In the order of the ids; those that are gone are left out. */
  get(ids: readonly string[]): Promise<TaskView[]>;
  /** Those that nobody has settled, the oldest first. */
  listOpen(): Promise<TaskView[]>;
  /** It has ended, or will never: workers look at it no more. */
  settle(id: string): Promise<void>;
}

export interface ModelTasksOptions {
  redis: Redis;
  prefix: string;
  /** Tells idle workers that there is something to take. */
  wake: () => Promise<void>;
}

export function createModelTasks({ redis, prefix, wake }: ModelTasksOptions): ModelTasks {
  async function view(id: string): Promise<TaskView[]> {
    const [stored, run, leases] = await Promise.all([
      redis.hgetall(taskKeys.task(prefix, id)),
      redis.hgetall(taskKeys.run(prefix, id)),
      redis.exists(taskKeys.lease(prefix, id)),
    ]);
    const task = modelTask.safeParse(parseJson(stored['task'])).data;
    if (!task) return [];
    return [
      {
        ...readTaskRun(run),
        task,
        ...(leases > 0 && { isHeld: true as const }),
        ...(stored['isCancelled'] !== undefined && { isCancelled: true as const }),
      },
    ];
  }

  const get = async (ids: readonly string[]): Promise<TaskView[]> =>
    (await Promise.all(ids.map(view))).flat();

  async function begin(task: NewModelTask): Promise<void> {
    const key = taskKeys.task(prefix, task.id);
    const open = taskKeys.open(prefix);
    const createdAt = await redisNow(redis);
    await redis
      .multi()
      .hsetnx(key, 'task', JSON.stringify({ ...task, createdAt }))
      .pexpire(key, taskKeepMs)
      .zremrangebyscore(open, '-inf', createdAt - taskKeepMs)
      .zadd(open, createdAt, task.id)
      .pexpire(open, taskKeepMs)
      .exec();
    await wake();
  }

  async function cancel(id: string): Promise<void> {
    const key = taskKeys.task(prefix, id);
    await redis.multi().hset(key, 'isCancelled', 1).pexpire(key, taskKeepMs).exec();
    await wake();
  }

  return {
    begin: (task) => known(begin(task)),
    cancel: (id) => known(cancel(id)),
    get: (ids) => known(get(ids)),
    listOpen: () => known(redis.zrange(taskKeys.open(prefix), '0', '-1').then(get)),
    settle: async (id) => {
      await known(redis.zrem(taskKeys.open(prefix), id));
    },
  };
}

const known = <T>(work: Promise<T>): Promise<T> => failingWith('TASKS_UNAVAILABLE', work);
