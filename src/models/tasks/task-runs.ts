// The worker's side of model tasks in Redis: it reads what is wanted, takes a task, and writes what becomes of it.
import type { Redis } from 'ioredis';
import { parseJson } from '../../parse-json.ts';
import { redisNow } from '../../redis.ts';
import { takeLease, type Lease } from '../../jobs/lease.ts';
import { modelTask, type ModelTask, type PullProgress, type TaskOutcome } from './model-task.ts';
import { taskKeepMs, taskKeys } from './task-keys.ts';

export interface TaskRuns {
  /** Those without an outcome, the oldest first. */
  listOpen(): Promise<ModelTask[]>;
  /** Undefined while another worker has it. */
  take(id: string, token: string): Promise<Lease | undefined>;
  isCancelled(id: string): Promise<boolean>;
  begin(id: string, workerName: string | undefined): Promise<void>;
  report(id: string, progress: PullProgress): Promise<void>;
  end(id: string, outcome: TaskOutcome): Promise<void>;
}

export interface TaskRunsOptions {
  redis: Redis;
  prefix: string;
  /** How soon the task of a worker that was killed is taken by another, in ms. */
  leaseMs?: number;
}

export function createTaskRuns({ redis, prefix, leaseMs = 10_000 }: TaskRunsOptions): TaskRuns {
  async function read(id: string): Promise<ModelTask[]> {
    const [stored, outcome] = await Promise.all([
      redis.hget(taskKeys.task(prefix, id), 'task'),
      redis.hget(taskKeys.run(prefix, id), 'outcome'),
    ]);
    const task = modelTask.safeParse(parseJson(stored)).data;
    return task && outcome === null ? [task] : [];
  }

  async function write(id: string, fields: Record<string, string | number>): Promise<void> {
    const key = taskKeys.run(prefix, id);
    await redis.multi().hset(key, fields).pexpire(key, taskKeepMs).exec();
  }

  return {
    listOpen: async () => {
      const ids = await redis.zrange(taskKeys.open(prefix), '0', '-1');
      return (await Promise.all(ids.map(read))).flat();
    },
    take: (id, token) => takeLease({ redis, key: taskKeys.lease(prefix, id), token, leaseMs }),
    isCancelled: async (id) =>
      (await redis.hexists(taskKeys.task(prefix, id), 'isCancelled')) === 1,
    begin: async (id, workerName) => {
      const [now, startedAt] = await Promise.all([
        redisNow(redis),
        redis.hget(taskKeys.run(prefix, id), 'startedAt'),
      ]);
      await write(id, {
        startedAt: startedAt ?? now,
        ...(workerName !== undefined && { workerName }),
      });
    },
    report: (id, progress) => write(id, { progress: JSON.stringify(progress) }),
    end: async (id, outcome) =>
      write(id, { outcome: JSON.stringify(outcome), endedAt: await redisNow(redis) }),
  };
}
