// Words that Discord shows as they are. Only what Discord might take for markup gets a backslash, since who copies a
// message copies its backslashes, too.
import { endsWithInviteHost } from './addresses.ts';

export interface Neighbours {
  /** The character that the text is put behind; empty for none. */
  before: string;
  /** Nothing follows on its line. */
  isLast: boolean;
}

const special = /[\\*`_~|[<@:(/]/g;
const isEscapable = (character: string): boolean => !/[\dA-Za-z\s]/.test(character);

/** Nothing in it is a mark, a mention, an address or a link. Its line starts are the business of `escapeLineStart`. */
export function escapeText(text: string, { before, isLast }: Neighbours): string {
  const around = (before || '\n') + text + (isLast ? '\n' : '');
  return text.replaceAll(special, (character, index: number) => {
    const place = { around, at: index + 1 };
    if (character === ':') return around.startsWith('://', place.at) ? ':\\' : ':';
    return needsEscape(character, place) ? `\\${character}` : character;
  });
}

interface Place {
  around: string;
  at: number;
}

/**
 * Discord looks for the end of a link or of emphasis all over the rest of the text, in code as well: `[`, `_` and the like
 * are never left to what follows.
 */
function needsEscape(character: string, { around, at }: Place): boolean {
  const before = around.charAt(at - 1);
  // Where it is empty anything may follow.
  const after = around.charAt(at + 1);
  switch (character) {
    case '\\':
      return after === '' || isEscapable(after);
    case '~':
    case '|':
      return before === character || after === character || after === '';
    case '(':
      return before === ']';
    case '<':
      return after === '' || !/\s/.test(after);
    case '@':
      return around.startsWith('everyone', at + 1) || around.startsWith('here', at + 1);
    case '/':
      return endsWithInviteHost(around, at);
    default:
      return true;
  }
}

const blockMark = /^[^\S\n]*(?=#{1,3}\s|-#\s|>\s|>>>\s|[-+*]\s)/;
const itemNumber = /^[^\S\n]*\d+(?=\.(?:\s|$))/;

/** A line that Discord would take for a heading, an item, a quote or small text, as plain words. Twice is as once. */
export function escapeLineStart(line: string): string {
  const mark = (blockMark.exec(line) ?? itemNumber.exec(line))?.[0];
  return mark === undefined ? line : `${mark}\\${line.slice(mark.length)}`;
}
