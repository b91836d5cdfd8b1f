// The model tasks of one worker: from what is wanted in Redis to what is done at its Ollama.
import type { Redis } from 'ioredis';
import type { Logger } from '../../log.ts';
import { createRunTask, type RunTaskOptions } from './run-task.ts';
import { createTaskRuns } from './task-runs.ts';
import { createTaskWorker, type TaskWorker, type TaskWorkerOptions } from './task-worker.ts';

export interface OwnTasksOptions
  extends
    RunTaskOptions,
    Pick<TaskWorkerOptions, 'machine' | 'name' | 'listModels' | 'isFreeFor' | 'onEnd'> {
  redis: Redis;
  prefix: string;
  log: Logger;
}

export function createOwnTasks(options: OwnTasksOptions): TaskWorker {
  return createTaskWorker({
    ...options,
    runs: createTaskRuns(options),
    run: createRunTask(options),
  });
}
