// From a request to an ask in the line, or the reason why not.
import type { ErrorCode } from '../errors.ts';
import type { Ask } from './ask.ts';
import type { Asks } from './asks.ts';
import type { ChooseModel } from './choose-model.ts';
import type { ReplyToken } from './reply-tokens.ts';

/** What was asked for; the model is the usual one when none is named. */
export type AskRequest = Omit<Ask, 'model'> & { model?: string };

export type AskOutcome =
  | { type: 'accepted' }
  | { type: 'refused'; code: ErrorCode; detail?: string };

export type SubmitAsk = (request: AskRequest, token: ReplyToken) => Promise<AskOutcome>;

export interface SubmitAskOptions {
  asks: Asks;
  chooseModel: ChooseModel;
}

export function createSubmitAsk({ asks, chooseModel }: SubmitAskOptions): SubmitAsk {
  return async (request, token) => {
    if (request.question.trim() === '') return { type: 'refused', code: 'PROMPT_EMPTY' };
    const choice = await chooseModel(request.model);
    if (choice.type === 'refused') return choice;
    // A duplicate is on its way already: nothing is left to do for it.
    await asks.submit({ ...request, model: choice.model }, token);
    return { type: 'accepted' };
  };
}
