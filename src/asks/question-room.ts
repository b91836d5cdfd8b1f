// Whether a question can fit into a model's context at all. The conversation before it may be left out; it may not.
import { textWeight } from '../conversations/text-weight.ts';
import { turnWeight, type WeighedTurn } from '../conversations/turn-text.ts';
import type { RecordedRuns } from '../models/recorded-runs.ts';
import { learnTokenRatio } from '../models/token-ratio.ts';

export interface QuestionRoomOptions {
  /** Of prompt and answer together. */
  contextTokens: number;
  /** The host's figure. */
  maxAnswerTokens: number;
  runs: Pick<RecordedRuns, 'list'>;
}

/** False when it surely does not. What then does not fit after all is refused by the model server. */
export type HasRoom = (
  model: string,
  question: WeighedTurn & { persona?: string },
) => Promise<boolean>;

/** Nobody writes in so short tokens: what fits even so need not be looked at. */
const leastRatio = 1;

export function createHasRoom({
  contextTokens,
  maxAnswerTokens,
  runs,
}: QuestionRoomOptions): HasRoom {
  const maxTokens = contextTokens - maxAnswerTokens;
  return async (model, { persona = '', ...question }) => {
    const weight = turnWeight(question) + textWeight(persona);
    if (weight <= maxTokens * leastRatio) return true;
    const { usual } = learnTokenRatio(await runs.list(model));
    return weight <= maxTokens * usual;
  };
}
