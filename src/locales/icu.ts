// Makes the words of a language callable. Each message is a string of ICU MessageFormat; one with arguments becomes a
// function of them.
import { IntlMessageFormat } from 'intl-messageformat';

/** The same tree as the words, with a string of ICU MessageFormat for each message. */
export type Catalogue<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string | ((values: never) => string)
    ? string
    : Catalogue<Words[Key]>;
};

/** What a message needs to be said. Numbers are written, and decide about plurals, as the language does it. */
export type Values = Readonly<Record<string, string | number>>;

type Said = string | ((values: Values) => string) | { readonly [key: string]: Said };

/** A message that is not ICU MessageFormat throws a SyntaxError when it is said. */
export function compileMessages<Words>(language: string, catalogue: Catalogue<Words>): Words {
  return compileTree(language, catalogue) as Words;
}

function compileTree(language: string, tree: object): { readonly [key: string]: Said } {
  const entries = Object.entries(tree) as [string, string | object][];
  return Object.fromEntries(
    entries.map(([key, node]) => [
      key,
      typeof node === 'string' ? compileMessage(language, node) : compileTree(language, node),
    ]),
  );
}

/** What takes values is read when it is said for the first time, as reading them all would hold up the start. */
function compileMessage(language: string, text: string): Said {
  if (!text.includes('{')) return String(readMessage(language, text).format());
  let message: IntlMessageFormat | undefined;
  return (values) => {
    message ??= readMessage(language, text);
    return String(message.format(values));
  };
}

/** Angle brackets are not tags: Discord's mentions and times are written with them. */
function readMessage(language: string, text: string): IntlMessageFormat {
  return new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
}
