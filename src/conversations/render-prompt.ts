// The messages of a prompt, made of the turns of a conversation. Pure. Reasoning is never among them: turns hold none.
import {
  harmless,
  harmlessAmongSeveral,
  neutralizeControlTokens,
  speakerLabel,
} from './prompt-marks.ts';
import { speakerNames } from './speaker-names.ts';
import { questionText } from './turn-text.ts';
import type { ToldTurn } from './turn.ts';

/** How a model is told what holds for the whole conversation: some models take no system message well. */
export type InstructionsPlace = 'user' | 'system';

export interface PromptMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** Of a question: the turn, whose pictures go with it. */
  turnId?: string;
}

export interface RenderPromptOptions {
  /** Those that are sent, in order. The last is to be answered; of the others only the answered ones. */
  turns: readonly ToldTurn[];
  /** Everybody of the conversation, in the order in which they came into it. Labels stand where it is more than one. */
  askers: readonly ToldTurn['asker'][];
  instructions: InstructionsPlace;
}

/** English, which every model reads; the question decides about the language of the answer. */
const severalPeople =
  'Several people take part in this conversation. Each of their messages begins with the name of its author in brackets. Answer the last message, without such a beginning.';

export function renderPrompt({
  turns,
  askers,
  instructions,
}: RenderPromptOptions): PromptMessage[] {
  const names = speakerNames(askers);
  const isAmongSeveral = names.size > 1;
  const messages = turns.flatMap((turn, index) =>
    messagesOf(turn, {
      label: isAmongSeveral ? speakerLabel(names.get(turn.asker.id) ?? '') : undefined,
      isLast: index === turns.length - 1,
    }),
  );
  const persona = turns.at(-1)?.persona;
  const told = [
    ...(persona === undefined ? [] : [harmlessAmongSeveral(persona)]),
    ...(isAmongSeveral ? [severalPeople] : []),
  ];
  return told.length === 0 ? messages : instruct(messages, told.join('\n\n'), instructions);
}

function messagesOf(
  turn: ToldTurn,
  { label, isLast }: { label: string | undefined; isLast: boolean },
): PromptMessage[] {
  const text = questionText(turn, label === undefined ? harmless : harmlessAmongSeveral);
  const question: PromptMessage = {
    role: 'user',
    content: `${label ?? ''}${text}`,
    turnId: turn.id,
  };
  if (isLast) return [question];
  return [question, { role: 'assistant', content: neutralizeControlTokens(turn.answer ?? '') }];
}

function instruct(
  messages: PromptMessage[],
  told: string,
  place: InstructionsPlace,
): PromptMessage[] {
  if (place === 'system') return [{ role: 'system', content: told }, ...messages];
  const [first, ...others] = messages;
  return first ? [{ ...first, content: `${told}\n\n${first.content}` }, ...others] : [];
}
