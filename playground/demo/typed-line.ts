// What a line typed into the interactive demo means.
import type { Question } from './question.ts';

export const personNames = ['ann', 'mod', 'bob'] as const;

export type PersonName = (typeof personNames)[number];

export type TypedLine =
  | { type: 'nothing' }
  | { type: 'ask'; question: Question }
  /** The oldest reply that has the button when no number is given. */
  | { type: 'stop'; number: number | undefined }
  | { type: 'become'; name: PersonName }
  | { type: 'help' }
  | { type: 'quit' }
  /** It means nothing; the words say why. */
  | { type: 'mistake'; words: string };

export const help = `Type a question and press Enter. Ask more while an answer comes: they queue.
Esc presses the Stop button of the first reply that has one.
  /private QUESTION      only the asker sees the answer
  /model NAME QUESTION   another model than the usual one
  /stop [NUMBER]         press the Stop button of that question
  /as ann | mod | bob    be somebody else: Mod is a moderator, Bob is nobody
  /quit                  leave (so does Ctrl-C)`;

export function readTypedLine(line: string): TypedLine {
  const text = line.trim();
  if (text === '') return { type: 'nothing' };
  const [, word = '', rest = ''] = /^\/(\S*)\s*(.*)$/su.exec(text) ?? [];
  switch (text.startsWith('/') ? word.toLowerCase() : 'ask') {
    case 'ask':
    case 'private':
    case 'model':
      return readQuestion(text);
    case 'stop':
      return readStop(rest);
    case 'as':
      return readPerson(rest);
    case 'help':
      return { type: 'help' };
    case 'quit':
    case 'exit':
      return { type: 'quit' };
    default:
      return { type: 'mistake', words: `There is no /${word}. /help lists what there is.` };
  }
}

/** `/private` and `/model NAME` may stand together, in any order. */
function readQuestion(text: string): TypedLine {
  const question: Question = { prompt: text, model: undefined, isPrivate: false };
  for (;;) {
    const [whole, word, name] =
      /^\/(?:(ask|private)(?=\s|$)|model\s+(\S+))\s*/iu.exec(question.prompt) ?? [];
    if (whole === undefined) break;
    question.prompt = question.prompt.slice(whole.length);
    if (word?.toLowerCase() === 'private') question.isPrivate = true;
    question.model = name ?? question.model;
  }
  const isMissing = question.prompt === '' || /^\/model\s*$/iu.test(question.prompt);
  if (isMissing) return { type: 'mistake', words: 'A question is missing after that.' };
  return { type: 'ask', question };
}

function readStop(rest: string): TypedLine {
  if (rest === '') return { type: 'stop', number: undefined };
  const number = Number(rest);
  return Number.isInteger(number)
    ? { type: 'stop', number }
    : { type: 'mistake', words: '/stop takes the number of a question.' };
}

function readPerson(rest: string): TypedLine {
  const name = personNames.find((known) => known === rest.toLowerCase());
  return name === undefined
    ? { type: 'mistake', words: `/as takes one of ${personNames.join(', ')}.` }
    : { type: 'become', name };
}
