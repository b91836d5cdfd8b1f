import { describe, expect, it } from 'vitest';
import { messagesIn } from '../../support/catalogue-messages.ts';
import { readSources, type SourceFile } from '../../support/source-files.ts';

const sources = (await readSources('src', 'commands')).filter(
  ({ path }) => !path.startsWith('src/locales/') && path !== 'src/errors.ts',
);

/** Looked up by a value, or handed on as a whole to what shows a menu or a field: the sources name the holder alone. */
const holders = [
  /^(queue\.notCancelled|settings\.(?:\w+\.choices|sections))\./,
  /^(.+)\.(?:label|description|hint|placeholder|nothingChosen|chosen)$/,
];

/** Those that nobody says: no file that deals with words names every part of their path. */
function unused(paths: readonly string[], files: readonly SourceFile[]): string[] {
  const named = files.filter(({ text }) => dealsWithWords.test(text)).map(wordsOf);
  return paths.filter((path) => {
    const code = codeOf(path);
    if (code !== undefined) return !files.some(({ text }) => text.includes(`'${code}'`));
    const holder = holders.map((pattern) => pattern.exec(path)?.[1]).find((found) => found);
    const parts = (holder ?? path).split('.');
    return !named.some((words) => parts.every((part) => words.has(part)));
  });
}

const dealsWithWords = /\/locales\/|\bmessages\b/;
const wordsOf = ({ text }: SourceFile) => new Set(text.match(/\w+/g));

/** Failures are said by their code. */
function codeOf(path: string): string | undefined {
  return /^failures\.(\w+)\./.exec(path)?.[1];
}

/** The names of commands are held against the commands themselves, in `unit/commands`. */
const allPaths = messagesIn('en')
  .map(({ path }) => path)
  .filter((path) => !path.startsWith('commands.'));

describe('every message', () => {
  it('is said somewhere', () => {
    expect(unused(allPaths, sources)).toEqual([]);
  });

  it('would be missed here if it were said nowhere', () => {
    const paths = ['status.tired', 'failures.NO_MOOD.what'];
    expect(unused(paths, sources)).toEqual(paths);
  });

  it('is missed as soon as the one file that says it does not', () => {
    const others = sources.filter(({ path }) => path !== 'src/delivery/ping.ts');
    expect(unused(allPaths, others)).toEqual(
      expect.arrayContaining(['ping.answered', 'ping.failed']),
    );
  });
});
