// What is left of a text when its markup is taken away: letters, digits, and marks that are nothing but text. The source
// and what a reader sees of it are reduced alike, so that they can be compared. Shares nothing with the code that
// renders: it is a second opinion on it.
import { signOfCommand } from './tex-signs.ts';

/** One line, or a part of one. */
export function reduceLine(line: string): string {
  return line
    .replaceAll(invisible, '')
    .replace(fence, '')
    .replace(taskBox, '$1')
    .replaceAll(entity, decodeEntity)
    .replaceAll(tag, '')
    .replaceAll(ownAddress, '$1')
    .replaceAll(texCommand, (_, name?: string) => signOfCommand(name ?? ''))
    .replaceAll(decimalPoint, '\u2396')
    .normalize('NFKD')
    .replaceAll(markup, '');
}

export function reduce(text: string): string {
  return text.split('\n').map(reduceLine).join('');
}

const invisible = /[\u200b-\u200d\u2060\ufeff]/g;

/** With the name of the language. */
const fence = /(?:`{3,}|~{3,})[ \t]*[\w+#.-]*(?=[ \t]*$)/;

const taskBox = /^([ \t>]*(?:[-*+]|\d+[.)])[ \t]+)\[[xX ]\](?=[ \t])/;

const entity = /&(?:lt|gt|amp|quot|nbsp|#\d{1,7}|#x[\da-f]{1,6});/gi;

function decodeEntity(whole: string): string {
  const name = whole.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return name === 'quot' ? '"' : ' ';
  const code = Number(name.replace('#x', '0x').replace('#', ''));
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}

const tag = /<\/?(?:br|b|strong|i|em|u|s|del|code|kbd|sub|sup)[ \t]*\/?>/gi;

/** A link whose words are its address. */
const ownAddress = /\[([^\]\s]+)\]\(<?\1>?\)/g;

/** Its name, or a mark: a blank of some width, a line end. */
const texCommand = /\\(?:([A-Za-z]+)|[\\,;:!])/g;

const decimalPoint = /(?<=\d)\.(?=\d)/g;

/** Blanks and accents, and what is markup as often as it is text. */
const markup = /[\s\p{M}*_`~#<>|+=\-−[\](){}\\$^&/.:…·•⋅∗∣∥⁄∕─–—°′″'!]/gu;
