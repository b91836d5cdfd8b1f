// /queue as this bot answers it: one look at the line and its asks serves all who look at about the same time.
import type { Redis } from 'ioredis';
import type { QueueCommandOptions } from '../../commands/queue.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { Asks } from '../asks/asks.ts';
import type { KeptAnswers } from '../asks/kept-answers.ts';
import type { Line } from '../asks/line.ts';
import { lookAtQueue, type QueueLook } from '../asks/queue-look.ts';
import { createCancelWaiting } from '../gateway/cancel-waiting.ts';
import { createShowKept } from '../gateway/show-kept.ts';
import { createShowQueue, type ShowQueue } from '../gateway/show-queue.ts';
import { createRecordedRuns } from '../models/recorded-runs.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { LineLook } from './line-look.ts';
import { createSharedLook } from './shared-look.ts';

export interface QueuePartsOptions {
  /** For work that a person waits for. */
  redis: Redis;
  prefix: string;
  asks: Pick<Asks, 'stop'>;
  askStore: AskStore;
  keptAnswers: KeptAnswers;
  line: Pick<Line, 'placeOf'>;
  lineLook: LineLook;
  tokenLog: TokenLog;
  isOperator: (userId: string) => boolean;
}

const lookMs = 500;

export function createQueueParts(
  options: QueuePartsOptions,
): Omit<QueueCommandOptions, 'isOperator'> {
  const { askStore, keptAnswers, lineLook, isOperator } = options;
  const runs = createRecordedRuns(options);
  const lookBy = (lookAtLine: LineLook['now']): Promise<QueueLook> =>
    lookAtQueue({ lookAtLine, askStore, runs });
  const showBy = (look: () => Promise<QueueLook>): ShowQueue =>
    createShowQueue({
      look,
      keptOf: async (userId) => askStore.getMany(await keptAnswers.list(userId)),
      isOperator,
    });
  return {
    showQueue: showBy(createSharedLook({ look: () => lookBy(lineLook.now), keepMs: lookMs })),
    showQueueNow: showBy(() => lookBy(lineLook.now)),
    cancelWaiting: createCancelWaiting(options),
    showKept: createShowKept(options),
  };
}
