// What remembers where things of people are kept, and forgets them.
import type { Redis } from 'ioredis';
import { createAskStore, type AskStore } from '../asks/ask-store.ts';
import type { Asks } from '../asks/asks.ts';
import { within } from '../asks/within.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import { BotError } from '../errors.ts';
import { createErase } from '../privacy/erase.ts';
import { createForgetQuestion, type ForgetQuestion } from '../privacy/forget-question.ts';
import { createForgetPerson, type ForgetPerson } from '../privacy/forget-person.ts';
import { createPersonIndex, type PersonIndex } from '../privacy/person-index.ts';

export interface PrivacyPartsOptions {
  /** For work that may wait for Redis: some people have very much to forget. */
  redis: Redis;
  prefix: string;
  retentionDays: number;
  /** Is asked first, and fails at once when Redis is away. */
  askStore: Pick<AskStore, 'listOpen'>;
  asks: Pick<Asks, 'end'>;
  patientTurns: Pick<TurnStore, 'remove'>;
}

/** One question, whoever asked it. */
export interface Forgetting {
  forgetQuestion: ForgetQuestion;
}

export function createForgetting(
  options: Pick<PrivacyPartsOptions, 'redis' | 'prefix' | 'retentionDays'>,
): Forgetting {
  const forgetQuestion = createForgetQuestion({
    askStore: createAskStore(options),
    erase: createErase(options),
  });
  return { forgetQuestion };
}

/** An interaction can be answered for 15 minutes; nobody waits so long. */
const limitMs = 30_000;

export function createPrivacyParts(options: PrivacyPartsOptions): { forgetPerson: ForgetPerson } {
  const index: PersonIndex = createPersonIndex(options);
  const forgetPerson = createForgetPerson({
    ...options,
    turns: options.patientTurns,
    index,
    erase: createErase(options),
  });
  return {
    forgetPerson: async (person) => {
      try {
        return await within(limitMs, forgetPerson(person));
      } catch (cause) {
        throw new BotError('FORGET_UNAVAILABLE', { cause });
      }
    },
  };
}
