// Text with styles, measured in terminal cells. Colour codes come in last, when a line is painted.
import stringWidth from 'string-width';

const styleCodes = {
  bold: '1',
  dim: '2',
  italic: '3',
  underline: '4',
  strike: '9',
  code: '36',
  link: '34',
  blue: '34',
  green: '32',
  red: '31',
} as const;

export type Style = keyof typeof styleCodes | { rgb: number };

export interface Span {
  text: string;
  styles: readonly Style[];
}

export type Line = readonly Span[];

export function span(text: string, ...styles: Style[]): Span {
  return { text, styles };
}

/** The same line with further styles on all of it. */
export function withStyle(line: Line, ...styles: Style[]): Line {
  return line.map((part) => ({ text: part.text, styles: [...part.styles, ...styles] }));
}

/** In cells: wide characters take two, combining ones none. */
export function widthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + stringWidth(text), 0);
}

export function paint(line: Line, { color }: { color: boolean }): string {
  return line.map((part) => paintSpan(part, color)).join('');
}

function paintSpan({ text, styles }: Span, color: boolean): string {
  if (!color || styles.length === 0 || text === '') return text;
  return `\u001b[${styles.map(codeOf).join(';')}m${text}\u001b[0m`;
}

function codeOf(style: Style): string {
  if (typeof style === 'string') return styleCodes[style];
  const { rgb } = style;
  return `38;2;${rgb >> 16};${(rgb >> 8) & 0xff};${rgb & 0xff}`;
}

/** Text that cannot steer the terminal: tabs become spaces, other control characters go. Line breaks stay. */
export function withoutControls(text: string): string {
  return text.replaceAll('\t', '    ').replaceAll(/[^\P{Cc}\n]/gu, '');
}
