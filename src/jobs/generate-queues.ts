// The adding side of the `generate` queues, each opened when it is first needed.
import { createGenerateQueue, type GenerateQueue, type QueueOptions } from './queues.ts';

export interface GenerateQueues {
  of(model: string): GenerateQueue;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export function createGenerateQueues(options: QueueOptions): GenerateQueues {
  const opened = new Map<string, GenerateQueue>();
  return {
    of: (model) => {
      const queue = opened.get(model) ?? createGenerateQueue({ model, ...options });
      opened.set(model, queue);
      return queue;
    },
    close: async () => void (await Promise.all([...opened.values()].map((queue) => queue.close()))),
  };
}
