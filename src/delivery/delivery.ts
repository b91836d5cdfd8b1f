// Runs the `deliver` jobs: one for each ask, from its first waiting frame to its final state.
import type { Redis } from 'ioredis';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import { createJobWorker, type JobWorker } from '../jobs/job-worker.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { DiscordCalls } from './discord-calls.ts';
import type { ReplyStates } from './reply-state.ts';
import type { Standing } from './reply-source.ts';
import { showReply } from './show-reply.ts';

export interface DeliveryOptions {
  redis: Redis;
  prefix: string;
  asks: Asks;
  askStore: AskStore;
  replyTokens: ReplyTokens;
  replyStates: ReplyStates;
  tokenLog: TokenLog;
  calls: DiscordCalls;
  standingOf: (askId: string) => Promise<Standing>;
  discordNow: () => number;
  log: Logger;
}

/** Every open ask needs a running `deliver` job, so this must not be less than the asks that may be open. */
const concurrency = 1_000;

export function createDelivery(options: DeliveryOptions): JobWorker {
  const { redis, prefix, asks, askStore, log } = options;

  return createJobWorker({
    name: 'deliver',
    redis,
    prefix,
    concurrency,
    log,
    run: async ({ data: { askId }, signal }) => {
      const ask = await askStore.get(askId);
      if (ask) {
        await asks.enterLine(ask);
        await showReply({ ...options, ask, signal });
      }
      await askStore.markClosed(askId);
    },
  });
}
