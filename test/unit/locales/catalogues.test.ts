import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/locales/languages.ts';
import {
  argumentsOf,
  messagesIn,
  saidBy,
  type CatalogueMessage,
} from '../../support/catalogue-messages.ts';
import { readSources } from '../../support/source-files.ts';

/** What values are called that are numbers. */
const interfaces = await readSources('src/locales/words');
const numberNames = new Set(
  interfaces.flatMap(({ text }) => [...text.matchAll(/(\w+): number/g)].map(([, name]) => name)),
);

/** Those of its messages for which something is wrong, and what. */
function problems(
  messages: readonly CatalogueMessage[],
  problemOf: (message: CatalogueMessage) => unknown,
): unknown[] {
  return messages.flatMap((message) => {
    const problem = problemOf(message);
    return problem === undefined ? [] : [{ path: message.path, problem }];
  });
}

function argumentNames(message: CatalogueMessage): string {
  return [...new Set(argumentsOf(message).map(({ name }) => name))].toSorted().join();
}

it('say the same things in all languages', () => {
  const [first, ...others] = languages.map((language) =>
    messagesIn(language)
      .map(({ path }) => path)
      .toSorted(),
  );
  for (const other of others) expect(other).toEqual(first);
});

it('take the same values in all languages', () => {
  const english = new Map(
    messagesIn('en').map((message) => [message.path, argumentNames(message)]),
  );
  for (const language of languages) {
    const different = problems(messagesIn(language), (message) => {
      const names = argumentNames(message);
      return names === english.get(message.path) ? undefined : names;
    });
    expect(different, language).toEqual([]);
  }
});

describe.each(languages)('the messages of %s', (language) => {
  const messages = messagesIn(language);

  it('can be said with any values, and leave nothing open', () => {
    const broken = problems(messages, (message) =>
      saidBy(message).find((text) => /[{}]|undefined|NaN/.test(text) || text.trim() === ''),
    );
    expect(broken).toEqual([]);
  });

  it('are plain text if and only if they take no values, as their callers count on', () => {
    const wrong = problems(messages, (message) =>
      message.text.includes('{') === argumentsOf(message).length > 0 ? undefined : message.text,
    );
    expect(wrong).toEqual([]);
  });

  it('write the numbers that they take as the language does', () => {
    const plain = problems(messages, (message) =>
      argumentsOf(message).find(({ name, kind }) => kind === 'text' && numberNames.has(name)),
    );
    expect(plain).toEqual([]);
    const ungrouped = problems(messages, (message) =>
      saidBy(message).find((text) => /(?<!\d)1000(?!\d)/.test(text)),
    );
    expect(ungrouped).toEqual([]);
  });

  it('have words for every plural of the language where they have words for one', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const incomplete = problems(messages, (message) => {
      const plurals = argumentsOf(message).filter(
        ({ kind, cases }) => kind === 'plural' && !isOrdinal(cases),
      );
      return plurals.find(({ cases }) => isIncomplete(cases, needed))?.cases;
    });
    expect(incomplete).toEqual([]);
  });
});

/** The ordinals of English alone have words for `two`. */
const isOrdinal = (cases: readonly string[]) => cases.includes('two');

function isIncomplete(cases: readonly string[], needed: readonly string[]): boolean {
  const named = cases.filter((name) => !name.startsWith('='));
  return named.join() !== 'other' && needed.some((name) => !named.includes(name));
}

it('are written with the quotation marks of Russian', () => {
  expect(problems(messagesIn('ru'), ({ text }) => /["“”]/.exec(text)?.[0])).toEqual([]);
});
