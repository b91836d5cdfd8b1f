// From a request to an ask in the line, or the reason why not.
import { BotError, type ErrorCode } from '../errors.ts';
import type { Ask, ReasoningDisplay } from './ask.ts';
import type { Asks } from './asks.ts';
import type { ChooseModel } from './choose-model.ts';
import type { ReplyToken } from './reply-tokens.ts';

/** What was asked for; the model is the usual one when none is named. */
export type AskRequest = Omit<Ask, 'model' | 'reasoningDisplay'> & {
  model?: string;
  /** The server whose settings count; `null` where the host's do. */
  homeGuildId: string | null;
};

export type AskOutcome =
  | { type: 'accepted' }
  | { type: 'refused'; code: ErrorCode; detail?: string };

export type SubmitAsk = (request: AskRequest, token: ReplyToken) => Promise<AskOutcome>;

export interface SubmitAskOptions {
  asks: Asks;
  chooseModel: ChooseModel;
  /** What a server has chosen, or else the host. */
  settingsOf: (guildId: string | null) => Promise<Pick<Ask, 'reasoningDisplay'>>;
}

export function createSubmitAsk({ asks, chooseModel, settingsOf }: SubmitAskOptions): SubmitAsk {
  async function displayIn(guildId: string | null): Promise<ReasoningDisplay> {
    try {
      return (await settingsOf(guildId)).reasoningDisplay;
    } catch (cause) {
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    }
  }

  return async ({ homeGuildId, ...request }, token) => {
    if (request.question.trim() === '') return { type: 'refused', code: 'PROMPT_EMPTY' };
    const choice = await chooseModel(request.model);
    if (choice.type === 'refused') return choice;
    const reasoningDisplay = await displayIn(homeGuildId);
    // A duplicate is on its way already: nothing is left to do for it.
    await asks.submit({ ...request, model: choice.model, reasoningDisplay }, token);
    return { type: 'accepted' };
  };
}
