// Which turns of a conversation a model is told, and as which messages.
import { fitTurns } from '../conversations/fit-turns.ts';
import type { TurnReader } from '../conversations/redis-turn-store.ts';
import { renderPrompt } from '../conversations/render-prompt.ts';
import { textWeight } from '../conversations/text-weight.ts';
import { isTold, turnWeight } from '../conversations/turn-text.ts';
import type { ToldTurn } from '../conversations/turn.ts';
import { BotError } from '../errors.ts';
import type { InstalledModel } from '../models/installed-model.ts';
import { presetOf } from '../models/presets.ts';
import type { ChatMessage } from './prompt.ts';

export interface ToldTurns {
  /** In order; the last is the one to answer. */
  turns: readonly ToldTurn[];
  /** So many questions and answers before them do not fit. */
  droppedMessages: number;
  /** The same, with the older half of what goes before the last left out too; undefined when there is none. */
  fewer(): ToldTurns | undefined;
}

export interface ChooseTurnsOptions {
  /** See `TurnStore.chain`. */
  chain: readonly ToldTurn[];
  turnId: string;
  model: InstalledModel;
  maxWeight: number;
}

/**
 * A letter of plain text weighs 1, and few texts less: what comes after so many bytes does not fit, whatever it is.
 */
export function bytesToRead(maxWeight: number): number {
  return 4 * maxWeight;
}

/** @throws BotError QUESTION_GONE, PICTURES_UNSUPPORTED */
export function chooseTurns({ chain, turnId, model, maxWeight }: ChooseTurnsOptions): ToldTurns {
  const last = chain.at(-1);
  if (last?.id !== turnId) throw new BotError('QUESTION_GONE');
  const canSee = model.canSee ?? false;
  if (last.pictures > 0 && !canSee) {
    throw new BotError('PICTURES_UNSUPPORTED', { detail: model.name });
  }
  const { turns, dropped } = fitTurns({
    turns: chain.filter((turn) => turn === last || turn.unread === 'answered' || isTold(turn)),
    weightOf: (turn) => {
      if (turn.unread) return Infinity;
      const { answer = '', pictures } = turn;
      const sent = { answer: turn === last ? '' : answer, pictures: canSee ? pictures : 0 };
      return turnWeight({ ...turn, ...sent });
    },
    maxWeight: maxWeight - textWeight(last.persona ?? ''),
  });
  return toldTurns(turns, dropped.length);
}

function toldTurns(turns: readonly ToldTurn[], droppedTurns: number): ToldTurns {
  return {
    turns,
    droppedMessages: 2 * droppedTurns,
    fewer: () => {
      const left = Math.ceil((turns.length - 1) / 2);
      return left === 0 ? undefined : toldTurns(turns.slice(left), droppedTurns + left);
    },
  };
}

export interface Prompt {
  messages: ChatMessage[];
  /** Of its text; undefined with pictures, which take as much as the model likes. */
  weight: number | undefined;
}

export interface PromptOptions {
  turns: readonly ToldTurn[];
  /** All of the conversation: whom it calls what must not change with what fits. */
  chain: readonly ToldTurn[];
  model: InstalledModel;
  reader: Pick<TurnReader, 'pictures'>;
}

export async function promptOf({ turns, chain, model, reader }: PromptOptions): Promise<Prompt> {
  const askers = chain.map(({ asker }) => asker);
  const { instructions } = presetOf(model);
  const rendered = renderPrompt({ turns, askers, instructions });
  const withPictures = new Set(
    model.canSee ? turns.filter(({ pictures }) => pictures > 0).map(({ id }) => id) : [],
  );
  const messages = await Promise.all(
    rendered.map(async ({ turnId = '', ...message }): Promise<ChatMessage> => {
      if (!withPictures.has(turnId)) return message;
      return { ...message, images: await reader.pictures(turnId) };
    }),
  );
  const text = messages.map(({ content }) => content).join('');
  return { messages, weight: withPictures.size > 0 ? undefined : textWeight(text) };
}
