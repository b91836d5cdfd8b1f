// Stores an ask if the limits that count asks allow it. See the script for how they are counted.
import { QueueKeys } from 'bullmq';
import type { Redis } from 'ioredis';
import { generateQueueName, jobIdOf } from '../jobs/queues.ts';
import { secondsADay } from '../redis.ts';
import { logKeyOf } from '../token-log/log-key.ts';
import type { Ask } from './ask.ts';
import type { Limits } from './limits.ts';
import { defineStoreAsk } from './store-script.ts';

/** The limits that count asks. */
export interface CountLimits extends Pick<
  Limits,
  'maxWaitingPerAsker' | 'maxWaiting' | 'maxAnswersPerDay'
> {
  /** Whose answers a day are counted; `null`: those outside of servers. */
  homeGuildId: string | null;
}

/** There were so many already, and nothing was stored. */
export type CountRefusal =
  /** The asker has so many waiting. */
  | { type: 'asker-waiting'; waiting: number }
  | { type: 'line-full'; waiting: number }
  /** The asker can ask again at this time: epoch ms on Discord's clock. */
  | { type: 'day-over'; until: number };

export type StoreOutcome = { type: 'stored' } | { type: 'duplicate' } | CountRefusal;

export interface StoreAsk {
  store(ask: Ask, limits?: CountLimits): Promise<StoreOutcome>;
  /** What `store` would refuse now. */
  look(ask: Ask, limits: CountLimits): Promise<CountRefusal | undefined>;
}

export interface StoreAskOptions {
  redis: Redis;
  prefix: string;
  /** Of the record. */
  expirySeconds: number;
}

/** With an empty id: what the keys of all records begin with. */
export function recordKeyOf(prefix: string, askId: string): string {
  return `${prefix}:ask:${askId}`;
}

export function openKeyOf(prefix: string): string {
  return `${prefix}:asks:open`;
}

/** A hash: the ids of asks that may be waiting, with their askers and queues. */
export function waitingKeyOf(prefix: string): string {
  return `${prefix}:asks:waiting`;
}

/** In the place of a server: where answers outside of servers are counted. */
export const directAnswers = 'direct';

/** Of one person, those of the last 24 hours. */
export function answersKeyOf(prefix: string, guildId: string, askerId: string): string {
  return `${prefix}:answers:${guildId}:${askerId}`;
}

export function createStoreAsk({ redis, prefix, expirySeconds }: StoreAskOptions): StoreAsk {
  defineStoreAsk(redis);
  const queueKeys = new QueueKeys(prefix);
  const beginnings = [recordKeyOf(prefix, ''), logKeyOf(prefix, ''), jobIdOf('')];

  function countedIn(askerId: string, limits: CountLimits | undefined): string {
    return answersKeyOf(prefix, limits?.homeGuildId ?? directAnswers, askerId);
  }

  async function run(
    { id, asker, askedAt, model }: Ask,
    { text, limits }: { text: string; limits: CountLimits | undefined },
  ): Promise<StoreOutcome | { type: 'allowed' }> {
    const { maxWaitingPerAsker = '', maxWaiting = '', maxAnswersPerDay } = limits ?? {};
    const places = [openKeyOf(prefix), waitingKeyOf(prefix), countedIn(asker.id, limits)];
    const keys = [recordKeyOf(prefix, id), ...places];
    const queue = queueKeys.toKey(generateQueueName(model), '');
    const record = [text, expirySeconds, id, asker.id, askedAt];
    const most = [maxWaitingPerAsker, maxWaiting, maxAnswersPerDay ?? '', secondsADay];
    return toOutcome(await redis.storeAsk(...keys, ...record, ...beginnings, queue, ...most));
  }

  return {
    store: async (ask, limits) => {
      const outcome = await run(ask, { text: JSON.stringify(ask), limits });
      if (outcome.type === 'allowed') throw new Error('an ask was looked at in place of stored');
      return outcome;
    },
    look: async (ask, limits) => {
      const outcome = await run(ask, { text: lookedAt, limits });
      return isRefusal(outcome) ? outcome : undefined;
    },
  };
}

/** In the place of a record. */
const lookedAt = '';

function isRefusal(outcome: StoreOutcome | { type: 'allowed' }): outcome is CountRefusal {
  return !['stored', 'duplicate', 'allowed'].includes(outcome.type);
}

/** As the script says it. */
function toOutcome([outcome, text]: [string, ...string[]]): StoreOutcome | { type: 'allowed' } {
  const figure = Number(text);
  switch (outcome) {
    case 'stored':
    case 'duplicate':
    case 'allowed':
      return { type: outcome };
    case 'asker-waiting':
    case 'line-full':
      return { type: outcome, waiting: figure };
    case 'day-over':
      return { type: outcome, until: figure + secondsADay * 1_000 };
    default:
      throw new Error(`no such outcome of storing an ask: ${outcome}`);
  }
}
