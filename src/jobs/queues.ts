// The queues of the bot, and what their jobs hold: one of `generate` jobs for each model, and one of `deliver` jobs.
// No job holds a Discord secret.
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

export interface GenerateData {
  askId: string;
  /** What is asked stands there, and is read when the job runs. */
  turnId: string;
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

export type GenerateQueue = Queue<GenerateData, void, 'generate'>;
export type DeliverQueue = Queue<DeliverData, void, 'deliver'>;

const generatePrefix = 'generate.';

/** Each model has a queue of its own, so that a worker takes only what it can answer. BullMQ refuses `:` in names. */
export function generateQueueName(model: string): string {
  return generatePrefix + encodeURIComponent(model);
}

export function modelOfQueue(queueName: string): string {
  return decodeURIComponent(queueName.slice(generatePrefix.length));
}

export interface QueueOptions {
  redis: Redis;
  prefix: string;
}

export function createGenerateQueue({
  model,
  ...options
}: QueueOptions & { model: string }): GenerateQueue {
  return createQueue(generateQueueName(model), options);
}

export function createDeliverQueue(options: QueueOptions): DeliverQueue {
  return createQueue('deliver', options);
}

/** The adding side of a queue. Finished jobs leave nothing behind: the token log and the ask record are what is kept. */
function createQueue<Name extends QueueName>(
  name: string,
  { redis, prefix }: QueueOptions,
): Queue<JobData[Name], void, Name> {
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
