import { expect, it } from 'vitest';
import { readSources, type SourceFile } from '../../support/source-files.ts';

/** Where people read: what Discord's components, commands and messages call their texts, and what the bot tells. */
const shown = String.raw`(?:textDisplay\(|addNotice\([\w.]+,|\b(?:label|description|placeholder|content|title|text|hint):)`;
const literal = String.raw`('[^'\n]*'|"[^"\n]*"|\`[^\`]*\`)`;
const shownLiteral = new RegExp(String.raw`${shown}\s*${literal}`, 'g');

/** Ids and names of fields have neither. */
const forPeople = /\p{Lu}|\p{L}\s+\p{L}/u;

function wordsIn({ path, text }: SourceFile): string[] {
  return [...text.matchAll(shownLiteral)]
    .map(([, words = '']) => words.replaceAll(/\$\{[^}]*\}|\\./g, ''))
    .filter((words) => forPeople.test(words))
    .map((words) => `${path}: ${words}`);
}

it('finds words for people in a source', () => {
  const text = [
    'textDisplay(`### ${words.title}`)',
    "textDisplay('Hello')",
    'label: `More of ${name}`,',
    "custom_id: 'stop'",
    "text: 'persona'",
    "content: '-# …'",
    'description:\n  "Your question"',
  ].join('\n');
  expect(wordsIn({ path: 'x', text })).toEqual([
    "x: 'Hello'",
    'x: `More of `',
    'x: "Your question"',
  ]);
});

it('lets nobody but the catalogues have words for people', async () => {
  const sources = await readSources('src/gateway', 'src/rendering', 'src/delivery', 'commands');
  // What TeX is made of is called text, too.
  const others = sources.filter(({ path }) => !path.startsWith('src/rendering/maths/'));
  expect(others.flatMap(wordsIn)).toEqual([]);
});
