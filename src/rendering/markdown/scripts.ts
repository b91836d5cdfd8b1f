// Small raised and lowered text, which Discord has no markup for.
import { lower, raise } from '../maths/letter-styles.ts';

const maxScriptChars = 20;

/** In characters of Unicode; `undefined` where it lacks one of them. */
export function writeScript(element: 'sup' | 'sub', text: string): string | undefined {
  if (text === '' || text.length > maxScriptChars) return undefined;
  return element === 'sup' ? raise(text) : lower(text);
}

/** A raised number, as in print; a word stays in brackets. */
export function writeFootnote(label: string): string {
  return (/^\d+$/.test(label) ? writeScript('sup', label) : undefined) ?? `[${label}]`;
}
