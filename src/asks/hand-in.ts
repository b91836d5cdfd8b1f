// Hands an ask in that its server allows, and says why not when there are too many.
import type { Ask } from './ask.ts';
import type { Asks, SubmitTerms } from './asks.ts';
import type { AskRefusal } from './limits.ts';
import type { CountRefusal } from './store-ask.ts';
import { within } from './within.ts';

export type AskOutcome = { type: 'accepted' } | AskRefusal;

/** Both throw QUEUE_UNAVAILABLE like `Asks.submit`. */
export interface HandIn {
  /** What `submit` would refuse now, before anything is fetched or stored for the ask. */
  look(ask: Ask, limits: SubmitTerms['limits']): Promise<AskRefusal | undefined>;
  submit(ask: Ask, terms: SubmitTerms): Promise<AskOutcome>;
}

export interface HandInOptions {
  asks: Pick<Asks, 'submit' | 'look'>;
  /** Estimated ms until the next of the asker's waiting asks has its turn. May take long: it is not awaited for ever. */
  nextTurnOf?: (askerId: string) => Promise<number | undefined>;
  /** The same until so many of the waiting asks have had their turn. */
  turnAfter?: (asks: number) => Promise<number | undefined>;
}

/** An estimate is not worth more to somebody who is told anyway. */
const estimateLimitMs = 500;

export function createHandIn({
  asks,
  nextTurnOf = () => Promise.resolve(undefined),
  turnAfter = () => Promise.resolve(undefined),
}: HandInOptions): HandIn {
  /** The line may be longer than this server allows: others may allow more. */
  async function refuseFull(waiting: number, maxWaiting: number): Promise<AskRefusal> {
    const turn = await estimate(turnAfter(waiting - maxWaiting + 1));
    return { type: 'refused', code: 'QUEUE_FULL', detail: String(maxWaiting), ...turn };
  }

  async function estimate(turn: Promise<number | undefined>): Promise<Pick<AskRefusal, 'waitMs'>> {
    const waitMs = await within(estimateLimitMs, turn).catch(() => undefined);
    return waitMs === undefined ? {} : { waitMs };
  }

  async function refuse(
    refusal: CountRefusal,
    { ask, limits }: { ask: Ask; limits: SubmitTerms['limits'] },
  ): Promise<AskRefusal> {
    switch (refusal.type) {
      case 'asker-waiting':
        return { ...toRefusal(refusal), ...(await estimate(nextTurnOf(ask.asker.id))) };
      case 'line-full':
        return refuseFull(refusal.waiting, limits?.maxWaiting ?? refusal.waiting);
      default:
        return toRefusal(refusal);
    }
  }

  return {
    look: async (ask, limits) => {
      const refusal = limits && (await asks.look(ask, limits));
      return refusal && refuse(refusal, { ask, limits });
    },
    submit: async (ask, terms) => {
      const outcome = await asks.submit(ask, terms);
      // A duplicate is on its way already: nothing is left to do for it.
      const isTaken = outcome.type === 'queued' || outcome.type === 'duplicate';
      if (isTaken) return { type: 'accepted' };
      return refuse(outcome, { ask, limits: terms.limits });
    },
  };
}

function toRefusal(refusal: Exclude<CountRefusal, { type: 'line-full' }>): AskRefusal {
  switch (refusal.type) {
    case 'asker-waiting':
      return { type: 'refused', code: 'TOO_MANY_WAITING', detail: String(refusal.waiting) };
    case 'day-over': {
      const untilSeconds = Math.ceil(refusal.until / 1_000);
      return { type: 'refused', code: 'DAY_LIMIT_REACHED', detail: String(untilSeconds) };
    }
    default:
      return refusal satisfies never;
  }
}
