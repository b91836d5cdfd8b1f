// The messages of the catalogues, one by one: where each stands, what it needs, and what it says.
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../src/locales/languages.ts';
import { catalogues } from '../../src/locales/messages-for.ts';

export interface CatalogueMessage {
  language: Language;
  /** From the top of the catalogue on: `status.inLine`. */
  path: string;
  text: string;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** A value that a message takes, and the words for some values of it: of a plural `one`, `=1` and so on. */
export interface Argument {
  name: string;
  kind: 'text' | 'number' | 'plural' | 'select';
  cases: readonly string[];
}

export function messagesIn(language: Language): CatalogueMessage[] {
  return leavesOf(catalogues[language]).map(([path, text]) => ({ language, path, text }));
}

function leavesOf(tree: object): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, node]: [string, string | object]) => {
    if (typeof node === 'string') return [[key, node]];
    return leavesOf(node).map(([path, text]): [string, string] => [`${key}.${path}`, text]);
  });
}

export function argumentsOf({ language, text }: CatalogueMessage): Argument[] {
  return argumentsIn(read(language, text).getAst());
}

function argumentsIn(elements: readonly Element[]): Argument[] {
  return elements.flatMap((element): Argument[] => {
    const kind = kinds.get(element.type);
    if (kind === undefined || !('value' in element)) return [];
    const options = 'options' in element ? Object.entries(element.options) : [];
    const inner = options.flatMap(([, { value }]) => argumentsIn(value));
    return [{ name: element.value, kind, cases: options.map(([name]) => name) }, ...inner];
  });
}

/** By `TYPE` of the parser, which is a const enum there; literal text, `#` and tags take no value of their own. */
const kinds = new Map<number, Argument['kind']>([
  [1, 'text'],
  [2, 'number'],
  [5, 'select'],
  [6, 'plural'],
]);

const sampleCounts = [0, 1, 2, 5, 11, 21, 1_000];

/** What a message says with many values, or the one thing that it says always. */
export function saidBy(message: CatalogueMessage): string[] {
  const format = read(message.language, message.text);
  const wanted = argumentsOf(message);
  const cases = wanted
    .filter(({ kind }) => kind === 'select')
    .flatMap((argument) => argument.cases);
  return sampleCounts.flatMap((count) =>
    ['other', ...cases].map((chosen) => String(format.format(samples(wanted, { count, chosen })))),
  );
}

function samples(
  wanted: readonly Argument[],
  { count, chosen }: { count: number; chosen: string },
) {
  const samplesByKind = { text: 'sample', number: count, plural: count, select: chosen };
  return Object.fromEntries(wanted.map(({ name, kind }) => [name, samplesByKind[kind]]));
}

function read(language: Language, text: string): IntlMessageFormat {
  return new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
}
