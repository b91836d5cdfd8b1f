// That the card rests, until when and why, as part of a line. Times are Discord's own: each reader sees them in his zone.
import type { Rest } from '../gpu/rest.ts';
import type { Messages } from '../locales/messages.ts';
import { hasInk } from './characters.ts';
import { escapeMarkdown, onOneLine } from './quoted-words.ts';
import { takeRoom } from './room.ts';

/** More of a reason would crowd out what the line is for. */
const maxReasonRoom = 80;
/** Up to here the time of day alone says which day is meant. */
const nearMs = 20 * 60 * 60_000;

/** `now`: epoch ms. */
export function describeRest({ cause, until }: Rest, now: number, { card }: Messages): string {
  const isPause = cause === 'pause';
  if (until === undefined) return isPause ? card.paused : card.quiet;
  const time = showTime(until, now);
  return isPause ? card.pausedUntil({ time }) : card.quietUntil({ time });
}

/** As a quote; `undefined` where there is nothing to read. */
export function showReason(reason: string | undefined, { card }: Messages): string | undefined {
  if (reason === undefined || !hasInk(reason)) return undefined;
  const folded = onOneLine(reason);
  const shown = takeRoom(folded, maxReasonRoom);
  const ellipsis = shown.length < folded.length ? '…' : '';
  return card.quote({ words: `${escapeMarkdown(shown)}${ellipsis}` });
}

/** https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
function showTime(at: number, now: number): string {
  const style = at - now < nearMs ? 't' : 'f';
  return `<t:${Math.ceil(at / 1_000)}:${style}>`;
}
