// What marks and tags come to: styles over stretches of tokens.

/** From the outside in, where several begin and end together. */
export const allStyles = ['underline', 'strike', 'bold', 'italic'] as const;
export type Style = (typeof allStyles)[number];

/** A style holds for the tokens after `open` and before `close`. */
export interface StyledRange {
  open: number;
  close: number;
  style: Style;
}

/** Opened by the token at `index`, and not closed. */
export interface OpenMark {
  index: number;
  /** As in the source. */
  mark: string;
  styles: readonly Style[];
}

/** What is open for longer without a closing mark was not meant to open anything. In code units of the source. */
export const recentChars = 300;

/** As Discord writes it. */
export const markOf: Readonly<Record<Style, string>> = {
  underline: '__',
  strike: '~~',
  bold: '**',
  italic: '*',
};
