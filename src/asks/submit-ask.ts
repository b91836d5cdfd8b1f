// From a request to an ask in the line, or the reason why not.
import { BotError } from '../errors.ts';
import type { Ask } from './ask.ts';
import type { Asks } from './asks.ts';
import type { ChooseModel } from './choose-model.ts';
import {
  refuseUncounted,
  weightOf,
  type AskRefusal,
  type Limits,
  type Standpoint,
} from './limits.ts';
import type { ReplyToken } from './reply-tokens.ts';
import type { CountLimits, CountRefusal } from './store-ask.ts';
import { within } from './within.ts';

/** What was asked for; the model is the usual one when none is named. */
export interface AskRequest extends Pick<
  Ask,
  'id' | 'asker' | 'question' | 'place' | 'locale' | 'askedAt'
> {
  model?: string;
  /** The server whose settings count; `null` where the host's do. */
  homeGuildId: string | null;
  roleIds: Standpoint['roleIds'];
  channelIds: Standpoint['channelIds'];
}

export type AskOutcome = { type: 'accepted' } | AskRefusal;

export type SubmitAsk = (request: AskRequest, token: ReplyToken) => Promise<AskOutcome>;

/** What of a server's settings counts for an ask. */
export type AskSettings = Limits & Required<Pick<Ask, 'reasoningDisplay' | 'pingsAsker'>>;

export interface SubmitAskOptions {
  asks: Pick<Asks, 'submit'>;
  chooseModel: ChooseModel;
  /** What a server has chosen, or else the host. */
  settingsOf: (guildId: string | null) => Promise<AskSettings>;
  /** No limit holds for operators. */
  isOperator: (userId: string) => boolean;
  /** Estimated ms until the next of the asker's waiting asks has its turn. May take long: it is not awaited for ever. */
  nextTurnOf?: (askerId: string) => Promise<number | undefined>;
  /** The same until so many of the waiting asks have had their turn. */
  turnAfter?: (asks: number) => Promise<number | undefined>;
}

/** An estimate is not worth more to somebody who is told anyway. */
const estimateLimitMs = 500;

export function createSubmitAsk({
  asks,
  chooseModel,
  settingsOf,
  isOperator,
  nextTurnOf = () => Promise.resolve(undefined),
  turnAfter = () => Promise.resolve(undefined),
}: SubmitAskOptions): SubmitAsk {
  async function settingsIn(guildId: string | null): Promise<AskSettings> {
    try {
      return await settingsOf(guildId);
    } catch (cause) {
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    }
  }

  async function submit(ask: Ask, { token, limits }: Submission): Promise<AskOutcome> {
    const outcome = await asks.submit(ask, token, limits);
    switch (outcome.type) {
      case 'queued':
      // It is on its way already: nothing is left to do for it.
      case 'duplicate':
        return { type: 'accepted' };
      case 'asker-waiting':
        return { ...toRefusal(outcome), ...(await estimate(nextTurnOf(ask.asker.id))) };
      case 'line-full':
        return refuseFull(outcome.waiting, limits?.maxWaiting ?? outcome.waiting);
      default:
        return toRefusal(outcome);
    }
  }

  /** The line may be longer than this server allows: others may allow more. */
  async function refuseFull(waiting: number, maxWaiting: number): Promise<AskRefusal> {
    const turn = await estimate(turnAfter(waiting - maxWaiting + 1));
    return { type: 'refused', code: 'QUEUE_FULL', detail: String(maxWaiting), ...turn };
  }

  async function estimate(turn: Promise<number | undefined>): Promise<Pick<AskRefusal, 'waitMs'>> {
    const waitMs = await within(estimateLimitMs, turn).catch(() => undefined);
    return waitMs === undefined ? {} : { waitMs };
  }

  return async (request, token) => {
    const { asker, question, homeGuildId } = request;
    if (question.trim() === '') return { type: 'refused', code: 'PROMPT_EMPTY' };
    const settings = await settingsIn(homeGuildId);
    const isExempt = isOperator(asker.id);
    const standpoint = { ...request, askerId: asker.id };
    const refusal = isExempt ? undefined : refuseUncounted(settings, standpoint);
    if (refusal) return refusal;
    const choice = await chooseModel(request.model);
    if (choice.type === 'refused') return choice;
    const ask = toAsk(request, { model: choice.model, settings, isExempt });
    return submit(ask, { token, limits: isExempt ? undefined : { ...settings, homeGuildId } });
  };
}

interface Submission {
  token: ReplyToken;
  limits: CountLimits | undefined;
}

interface AskTerms {
  model: string;
  settings: AskSettings;
  isExempt: boolean;
}

/** Only what an ask record holds: the request knows more. */
function toAsk(
  { id, asker, question, place, locale, askedAt, roleIds }: AskRequest,
  { model, settings, isExempt }: AskTerms,
): Ask {
  const { reasoningDisplay, pingsAsker, maxAnswerTokens } = settings;
  const isBounded = !isExempt && maxAnswerTokens !== null;
  const weight = weightOf(settings, roleIds);
  return {
    id,
    asker,
    question,
    model,
    place,
    locale,
    reasoningDisplay,
    pingsAsker,
    weight,
    askedAt,
    ...(isBounded && { maxAnswerTokens }),
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
