// The two queues of the bot and what their jobs hold. No job holds a Discord secret.
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

export interface GenerateData {
  askId: string;
  question: string;
  model: string;
  /** Reasoning and answer together, where the asker's server allows less than the host. */
  maxAnswerTokens?: number;
}

export interface DeliverData {
  askId: string;
}

export interface JobData {
  generate: GenerateData;
  deliver: DeliverData;
}

export type QueueName = keyof JobData;

/** BullMQ refuses ids that read as an integer, as some Discord ids do. */
export function jobIdOf(askId: string): string {
  return `ask-${askId}`;
}

export function askIdOf(jobId: string): string {
  return jobId.slice(jobIdOf('').length);
}

export interface QueueOptions<Name extends QueueName> {
  name: Name;
  redis: Redis;
  prefix: string;
}

/** The adding side of a queue. Finished jobs leave nothing behind: the token log and the ask record are what is kept. */
export function createQueue<Name extends QueueName>({
  name,
  redis,
  prefix,
}: QueueOptions<Name>): Queue<JobData[Name], void, Name> {
  const queue = new Queue<JobData[Name], void, Name>(name, {
    connection: redis,
    prefix,
    skipMetasUpdate: true,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  // Nothing but losses of the connection, which tells of them itself; without a listener BullMQ prints them.
  queue.on('error', () => undefined);
  return queue;
}
