// A turn's question as the model reads it, and how much of its context a turn takes. Pure.
import { cleanName } from './speaker-names.ts';
import { fileBlock, harmless, messageBlock, type Clean } from './prompt-marks.ts';
import { textWeight } from './text-weight.ts';
import type { TextFile, ToldTurn, TurnPart } from './turn.ts';

/** What is asked: the asker's words, and what was given with them. */
export type Question = Pick<ToldTurn, 'parts' | 'subject'>;

/** The message that is asked about and files come first, as R1 was trained to read them; then what was said. */
export function questionText({ parts, subject }: Question, clean: Clean = harmless): string {
  const blocksOf = ({ files = [] }: { files?: readonly TextFile[] }): string[] =>
    files.map(({ name, content }) =>
      fileBlock({ name: clean(oneLine(name)), content: clean(content) }),
    );
  const textsOf = (part: TurnPart): string[] =>
    part.text.trim() === '' ? blocksOf(part) : [...blocksOf(part), clean(part.text)];
  const about = subject && [
    messageBlock({
      author: cleanName(subject.author.name),
      isForwarded: subject.isForwarded ?? false,
      text: clean(subject.text),
    }),
    ...blocksOf(subject),
  ];
  return [...(about ?? []), ...parts.flatMap(textsOf)].join('\n');
}

/** What is asked in words, as it stands now: its messages may have been edited. */
export function wordsOf({ parts }: Pick<ToldTurn, 'parts'>): string {
  return parts.map(({ text }) => text).join('\n\n');
}

/** What is asked in words, where one part of it, new or there before, has this text. */
export function questionWith({ parts }: Pick<ToldTurn, 'parts'>, part: TurnPart): string {
  const others = parts.filter(({ id }) => id !== part.id);
  return wordsOf({ parts: [...others, part] });
}

function oneLine(name: string): string {
  return name.replaceAll(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** A turn whose answer has no text tells a model nothing, unless it is the one to answer. */
export function isTold({ answer }: Pick<ToldTurn, 'answer'>): boolean {
  return answer !== undefined && answer.trim() !== '';
}

/** Of the template around a message, and of a label. */
const messageWeight = 40;
/** What a picture takes differs by model: from 250 tokens to over a thousand. */
const pictureWeight = 5_000;

export interface WeighedTurn extends Question {
  answer?: string;
  /** How many of them the model is sent. */
  pictures: number;
}

/** In letters of plain text: see `textWeight`. */
export function turnWeight({ answer = '', pictures, ...question }: WeighedTurn): number {
  const texts = textWeight(questionText(question)) + textWeight(answer);
  return texts + 2 * messageWeight + pictures * pictureWeight;
}
