// The replies in which model tasks are shown: kept in Redis, so that a bot that starts goes on with those it finds.
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { takeLease, type Lease } from '../jobs/lease.ts';
import { parseJson } from '../parse-json.ts';
import { taskKeepMs } from '../models/tasks/task-keys.ts';

const taskReply = z.object({
  /** The interaction's. */
  id: z.string(),
  taskIds: z.array(z.string()),
  /** The custom id of the button that ends them. */
  cancelId: z.string(),
  /** Stands above, in Markdown. */
  heading: z.string().optional(),
  locale: z.string(),
  place: z.object({
    channelId: z.string(),
    messageId: z.string(),
    /** The bot can edit it when the interaction's token is over. */
    canUseChannel: z.boolean(),
  }),
});

export type TaskReply = z.infer<typeof taskReply>;

export interface TaskReplyStore {
  put(reply: TaskReply): Promise<void>;
  get(id: string): Promise<TaskReply | undefined>;
  /** Ids of those whose end has not been shown. */
  listOpen(): Promise<string[]>;
  close(id: string): Promise<void>;
  /** Undefined while another process shows it. */
  take(id: string, token: string): Promise<Lease | undefined>;
}

export interface TaskReplyStoreOptions {
  redis: Redis;
  prefix: string;
}

const leaseMs = 10_000;

export function createTaskReplyStore({ redis, prefix }: TaskReplyStoreOptions): TaskReplyStore {
  const keyOf = (id: string): string => `${prefix}:model-reply:${id}`;
  const open = `${prefix}:model-replies`;
  return {
    put: async (reply) => {
      await redis
        .multi()
        .set(keyOf(reply.id), JSON.stringify(reply), 'PX', taskKeepMs)
        .sadd(open, reply.id)
        .pexpire(open, taskKeepMs)
        .exec();
    },
    get: async (id) => {
      return taskReply.safeParse(parseJson(await redis.get(keyOf(id)))).data;
    },
    listOpen: () => redis.smembers(open),
    close: async (id) => {
      await redis.srem(open, id);
    },
    take: (id, token) => takeLease({ redis, key: `${keyOf(id)}:lease`, token, leaseMs }),
  };
}
