// Colours for code, about as Discord's desktop client gives them. One set of rules for all languages: for the eye.
import { markup, type Html } from './html.ts';

const plainLanguages = new Set(['', 'text', 'txt', 'plaintext', 'plain', 'none', 'md', 'markdown']);
const hashLanguages = new Set(
  'py python sh bash zsh shell console rb ruby yaml yml toml ini conf r perl pl make makefile dockerfile powershell ps1 ex elixir julia nim'.split(
    ' ',
  ),
);
const dashLanguages = new Set('sql lua hs haskell elm ada vhdl'.split(' '));

const keywords =
  `abstract and as assert async await begin bool break case catch char class const continue def default defer del do
  double echo elif else end enum except export extends extern False false fi final finally float fn for from func
  function global go if impl implements import in include instanceof int interface is lambda let local long loop match
  mod module mut namespace new nil None nonlocal not null of or override package pass private protected pub public raise
  readonly require return self short signed static struct super switch template then this throw throws trait True true
  try type typedef typeof undefined union unsigned until use using var virtual void volatile where while with yield
  SELECT FROM WHERE INSERT INTO VALUES UPDATE SET DELETE CREATE TABLE JOIN LEFT INNER ON GROUP ORDER BY HAVING LIMIT AS
  AND OR NOT NULL`.split(/\s+/);

const string = String.raw`"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;

/** The name of each group is the class of the colour. */
const patternFor = (comment: string) =>
  new RegExp(
    [
      `(?<comment>${comment})`,
      `(?<string>${string})`,
      String.raw`(?<number>\b\d[\w.]*)`,
      String.raw`(?<keyword>\b(?:${keywords.join('|')})\b)`,
      String.raw`(?<title>\b[A-Za-z_]\w*(?=\())`,
      String.raw`\w+`,
    ].join('|'),
    'g',
  );

const hashPattern = patternFor(String.raw`#[^\n]*`);
const dashPattern = patternFor(String.raw`--[^\n]*`);
const slashPattern = patternFor(String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/|^#\w[^\n]*`);

export function highlight(code: string, language: string): Html {
  const name = language.toLowerCase();
  if (plainLanguages.has(name)) return markup`${code}`;
  const parts: Html[] = [];
  let end = 0;
  for (const match of code.matchAll(patternOf(name))) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    if (kind === undefined) continue;
    parts.push(markup`${code.slice(end, match.index)}<i class="hl-${kind}">${match[0]}</i>`);
    end = match.index + match[0].length;
  }
  return markup`${parts}${code.slice(end)}`;
}

function patternOf(language: string): RegExp {
  if (hashLanguages.has(language)) return hashPattern;
  return dashLanguages.has(language) ? dashPattern : slashPattern;
}
