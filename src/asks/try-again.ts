// "Try again": another ask answers the same turn, in the messages of the reply that stands there.
import type { TurnOrder } from '../conversations/turn-order.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import { wordsOf } from '../conversations/turn-text.ts';
import type { Turn } from '../conversations/turn.ts';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { Ask } from './ask.ts';
import type { AskStore } from './ask-store.ts';
import type { ChooseModel, ModelChoice } from './choose-model.ts';
import type { AskOutcome, HandIn } from './hand-in.ts';
import { refuseUncounted, type AskRefusal } from './limits.ts';
import type { ReplyToken } from './reply-tokens.ts';
import { termsOf, usualModelOf, type AskRequest, type AskSettings } from './submit-ask.ts';
import { within } from './within.ts';

/** Whoever wants it, as far as limits look at it. The id is that of the press. */
export type AgainRequest = Pick<
  AskRequest,
  'id' | 'asker' | 'homeGuildId' | 'roleIds' | 'channelIds' | 'askedAt'
>;

export type AgainOutcome =
  | AskOutcome
  /** The question is not kept any more. */
  | { type: 'forgotten' }
  /** Nothing is to be done: somebody was quicker, or the answer has not ended. */
  | { type: 'under-way' };

/**
 * `before`: the ask whose reply it is. The limits of a new ask hold, for whoever wants it; where one is in the way nothing
 * changes. Of two at once one is accepted. Throws QUEUE_UNAVAILABLE when Redis does not take it in time.
 */
export type TryAgain = (
  before: Ask,
  request: AgainRequest,
  token: ReplyToken,
) => Promise<AgainOutcome>;

export interface TryAgainOptions {
  turns: Pick<TurnStore, 'get' | 'beginAgain'>;
  /** For what must be done in the end even if Redis is away now. */
  patientTurns: Pick<TurnStore, 'beginAgain'>;
  turnOrder: Pick<TurnOrder, 'settleFromLog'>;
  askStore: Pick<AskStore, 'forestall'>;
  tokenLog: Pick<TokenLog, 'hasEnded'>;
  handIn: Pick<HandIn, 'submit'>;
  chooseModel: ChooseModel;
  settingsOf: (guildId: string | null) => Promise<AskSettings>;
  /** No limit holds for operators. */
  isOperator: (userId: string) => boolean;
  log: Logger;
  /** How long a step may take that a person waits for. */
  stepLimitMs?: number;
}

const defaultStepLimitMs = 2_000;

type Again = Ask & { replaces: string };

export function createTryAgain(options: TryAgainOptions): TryAgain {
  const { turns, askStore, tokenLog, handIn, settingsOf, isOperator } = options;
  const { stepLimitMs = defaultStepLimitMs } = options;
  const reached = <T>(work: Promise<T>): Promise<T> =>
    within(stepLimitMs, work).catch((cause: unknown) => {
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    });

  /**
   * The ask that may be replaced. A bot that died between the turn and the ask has left a turn with an ask that never
   * came: that is replaced as well, once it cannot come any more.
   */
  async function replaceable(before: Ask, { askId }: Turn): Promise<string | undefined> {
    const isShown = askId === before.id;
    const isOver = isShown ? tokenLog.hasEnded(askId) : askStore.forestall(askId);
    return (await reached(isOver)) ? askId : undefined;
  }

  async function orTakeBack(ask: Again, handedIn: Promise<AskOutcome>): Promise<AskOutcome> {
    try {
      const outcome = await handedIn;
      if (outcome.type === 'refused') await takeBack(ask, options);
      return outcome;
    } catch (error) {
      await takeBack(ask, options);
      throw error;
    }
  }

  /** The new ask, or why there is none. */
  async function prepare(
    before: Ask,
    request: AgainRequest,
    turn: Turn,
  ): Promise<{ type: 'ready'; ask: Again; settings: AskSettings } | AskRefusal> {
    const { id, asker, askedAt, homeGuildId, roleIds } = request;
    const settings = await reached(settingsOf(homeGuildId));
    const isExempt = isOperator(asker.id);
    const question = wordsOf(turn);
    const standpoint = { ...request, askerId: asker.id, question };
    const refusal = isExempt ? undefined : refuseUncounted(settings, standpoint);
    if (refusal) return refusal;
    const choice = await choose(before.model, { request, settings }, options);
    if (choice.type === 'refused') return choice;
    const { id: replaces, turnId, place, locale } = before;
    const same = { turnId, replaces, place, locale };
    const terms = termsOf(settings, { roleIds, isExempt });
    const ask = { id, ...same, asker, question, model: choice.model, ...terms, askedAt };
    return { type: 'ready', ask, settings };
  }

  return async (before, request, token) => {
    const turn = await reached(turns.get(before.turnId));
    if (!turn || turn.isRemoved === true) return { type: 'forgotten' };
    const from = await replaceable(before, turn);
    if (from === undefined) return { type: 'under-way' };
    const prepared = await prepare(before, request, turn);
    if (prepared.type === 'refused') return prepared;
    const { ask, settings } = prepared;
    const isFirst = await reached(turns.beginAgain(turn.id, { from, to: ask.id }));
    if (!isFirst) return { type: 'under-way' };
    const { homeGuildId } = request;
    const limits = isOperator(ask.asker.id) ? undefined : { ...settings, homeGuildId };
    return orTakeBack(ask, handIn.submit(ask, { token, limits }));
  };
}

const goneCodes: ReadonlySet<string> = new Set(['MODEL_MISSING', 'MODEL_DENIED']);

/** The same as before, or the usual one where that is not to be had any more. */
async function choose(
  model: string,
  { request, settings }: { request: AgainRequest; settings: AskSettings },
  { chooseModel, isOperator }: Pick<TryAgainOptions, 'chooseModel' | 'isOperator'>,
): Promise<ModelChoice> {
  const isExempt = isOperator(request.asker.id);
  const choice = await chooseModel(model, { isExempt });
  const isGone = choice.type === 'refused' && goneCodes.has(choice.code);
  const usual = usualModelOf(settings, request);
  return isGone ? chooseModel(undefined, { usual, isExempt }) : choice;
}

/** The turn is answered by the ask before, as it was: at once, or when Redis is back. */
async function takeBack(
  { id, turnId, replaces }: Again,
  { patientTurns, turnOrder, log, stepLimitMs = defaultStepLimitMs }: TryAgainOptions,
): Promise<void> {
  const takenBack = patientTurns
    .beginAgain(turnId, { from: id, to: replaces })
    .then(() => turnOrder.settleFromLog(turnId));
  await within(stepLimitMs, takenBack).catch((error: unknown) => {
    log.warn({ err: error, askId: id, turnId }, 'turn-not-taken-back');
  });
}
