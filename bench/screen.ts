// Tokens that can be told apart, so that what a screen shows says how far it has come.
import type { LocalMessage } from '../playground/local-discord/index.ts';
import { messagesFor } from '../src/locales/messages-for.ts';

/** Four characters each, so that 600 of them fit a message; so many are there. */
const digits = 2;
export const maxTokens = 36 ** digits;
const tokensPerLine = 40;

export function tokenOf(index: number): string {
  const isLast = (index + 1) % tokensPerLine === 0;
  return `x${index.toString(36).padStart(digits, '0')}${isLast ? '\n' : ' '}`;
}

/** How many tokens the model had sent when the newest token in the text was sent; 0 when there is none. */
export function positionOf(text: string): number {
  const numbers = [...text.matchAll(/\bx([0-9a-z]{2})\b/g)].map(([, code]) =>
    Number.parseInt(code ?? '', 36),
  );
  return Math.max(-1, ...numbers) + 1;
}

/** A reply that can no longer be stopped has ended. */
export function canBeStopped({ buttons }: LocalMessage): boolean {
  return buttons.some(({ label }) => label === stopLabel);
}

const stopLabel = messagesFor('en').buttons.stop;
