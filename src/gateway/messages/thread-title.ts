// What a thread is called: the beginning of the question that it goes on from.
import { hasInk } from '../../rendering/characters.ts';
import { onOneLine } from '../../rendering/quoted-words.ts';

/** Discord takes 100; a list of threads shows less. */
const maxTitleChars = 80;

/** Of a Discord mark (a mention, an emoji, a time) only what can be read stays: a title shows the source. */
const marks = /<(?:@[!&]?|#|a?:(?<name>\w+):|t:|\/[^:>]+:|id:)[^>]*>/g;

/** Controls, and what turns the direction of text; but for the sign that joins emoji. */
const unseen = /(?!\u200D)[\p{Cc}\p{Cf}]/gu;

/** `undefined` where the question leaves nothing to read. */
export function threadTitle(question: string): string | undefined {
  const lines = question
    .replaceAll(marks, (_mark, name: string | undefined) => name ?? '')
    .split('\n')
    .map((text) => text.replaceAll(unseen, (sign) => (/\s/.test(sign) ? ' ' : '')));
  const line = lines.map(onOneLine).find(hasInk);
  return line && shorten(line);
}

/** At the end of a word where there is one in the last third. */
function shorten(line: string): string {
  const characters = [...line];
  if (characters.length <= maxTitleChars) return line;
  const head = characters.slice(0, maxTitleChars - 1).join('');
  const words = head.slice(0, Math.max(0, head.lastIndexOf(' ')));
  return `${words.length > (head.length * 2) / 3 ? words : head}…`;
}
