// Inline Markdown without any markup: for tables in code blocks, and for what a link says.
import { pairMarks } from './emphasis.ts';
import type { Atom } from './atoms.ts';
import { plainFormula } from './formula-leaves.ts';
import { readInline } from './inline-tokens.ts';
import { linkForm } from './link-form.ts';
import { cleanSource } from './clean-source.ts';
import { writeFootnote, writeScript } from './scripts.ts';

/** On one line and not escaped. Formulas as Unicode, else their TeX; links with their addresses behind them. */
export function plainInline(source: string): string {
  return readPlain(cleanSource(source), plainLink);
}

/** As `plainInline`, with links as their words alone. */
export function plainWords(source: string): string {
  return readPlain(source, ({ label, url }) => plainWords(label) || url);
}

type ShowLink = (link: { label: string; url: string }) => string;

function readPlain(source: string, showLink: ShowLink): string {
  const tokens = readInline(source, true);
  const { restOf, usedTags } = pairMarks(tokens, { mayGoOn: false, sourceLength: source.length });
  const texts = tokens.map((token, index) => {
    if (token.type === 'text') return token.text;
    if (token.type === 'run') return token.mark.repeat(restOf.get(index) ?? 0);
    if (token.type === 'unfinished' || usedTags.has(index)) return '';
    return plainAtom(token.atom, { source: token.source, showLink });
  });
  return texts
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

function plainAtom(
  atom: Atom,
  { source, showLink }: { source: string; showLink: ShowLink },
): string {
  switch (atom.type) {
    case 'code':
      return atom.code;
    case 'formula':
      return plainFormula(atom.tex);
    case 'link':
    case 'image':
      return showLink(atom);
    case 'element':
      return plainElement(atom.name, readPlain(atom.content, showLink));
    case 'footnote':
      return writeFootnote(atom.label);
    case 'entity':
      return atom.text;
    case 'escape':
      return atom.character;
    case 'tag':
      return atom.name === 'br' ? '\n' : source;
    case 'comment':
    case 'mention':
    case 'invite':
      return source;
    default:
      return atom satisfies never;
  }
}

/** `x<sub>12</sub>` is x₁₂, or x_(12). */
export function plainElement(name: string, content: string): string {
  if ((name !== 'sub' && name !== 'sup') || !/[\p{L}\p{N}]/u.test(content)) return content;
  const sign = name === 'sub' ? '_' : '^';
  const whole = content.length === 1 ? content : `(${content})`;
  return writeScript(name, content) ?? sign + whole;
}

function plainLink({ label, url }: { label: string; url: string }): string {
  const words = plainWords(label).trim();
  const form = linkForm(words, url);
  if (form.type === 'words') return form.words;
  const target = form.type === 'code' ? form.target : form.url;
  return words === '' || form.type === 'address' ? target : `${words} (${target})`;
}
