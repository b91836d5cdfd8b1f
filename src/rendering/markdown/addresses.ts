// Addresses that stand in the text as they are: of the web, and of Discord servers.
import { mayBecome, maxAtomChars } from './atom-limits.ts';
import type { Stretch } from './atom-limits.ts';

export interface Address extends Stretch {
  type: 'link';
  label: '';
  url: string;
}

/** Discord shows a card to join the server for these, with or without `https://`. */
export interface Invite extends Stretch {
  type: 'invite';
}

const inviteHosts = [
  'discord.gg/',
  'discord.com/invite/',
  'discordapp.com/invite/',
  'discord.gift/',
  'discord.new/',
];
const schemes = ['https://', 'http://'];
const inviteHost = String.raw`discord(?:\.(?:gg|gift|new)|(?:app)?\.com\.?/invite)\.?`;
const invite = new RegExp(`${inviteHost}/.`, 'i');
const inviteHostAtEnd = new RegExp(`${inviteHost}$`, 'i');
/** In code units. */
const maxInviteHost = 'discordapp.com./invite.'.length;

/**
 * No address goes on past these: full-width marks end a sentence in languages that put no blank after it, and two stars
 * are the end of bold.
 */
const addressEnd =
  /[\s<>`\\"\u2018-\u201f\u3000-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]|\*\*/;
const trailing = new Set('?!.,:;*_~\'"|');
const wordCharacter = /[\p{L}\p{N}_]/u;

/** Whether Discord would see an invite in this target of a link, or a click would lead to one. */
export function isInvite(url: string): boolean {
  return invite.test(url) || (URL.canParse(url) && invite.test(new URL(url).href));
}

/** Whether a slash at `at` would make an invite of the words before it. */
export function endsWithInviteHost(text: string, at: number): boolean {
  return inviteHostAtEnd.test(text.slice(Math.max(0, at - maxInviteHost), at));
}

/** `https://…`, without the punctuation of the sentence around it. */
export function readAddress(source: string, at: number): Address | Invite | 'open' | undefined {
  if (isInsideWord(source, at)) return undefined;
  const scheme = schemes.find((words) => startsWith(source, at, words));
  if (scheme === undefined) {
    return schemes.some((words) => mayBecome(words, source, at)) ? 'open' : undefined;
  }
  return readRest(source, at, scheme);
}

/** An invite without `https://`. */
export function readInvite(source: string, at: number): Invite | 'open' | undefined {
  if (isInsideWord(source, at)) return undefined;
  const host = inviteHosts.find((words) => startsWith(source, at, words));
  if (host === undefined) {
    return inviteHosts.some((words) => mayBecome(words, source, at)) ? 'open' : undefined;
  }
  const address = readRest(source, at, host);
  return typeof address === 'object' ? { type: 'invite', start: at, end: address.end } : address;
}

function readRest(
  source: string,
  at: number,
  beginning: string,
): Address | Invite | 'open' | undefined {
  const from = at + beginning.length;
  const reach = source.slice(from, at + maxAtomChars + 1);
  const length = reach.search(addressEnd);
  if (length === -1) return reach.length + from - at > maxAtomChars ? undefined : 'open';
  const end = withoutTrailing(source, from, from + length);
  if (end <= from) return undefined;
  const url = source.slice(at, end);
  return isInvite(url)
    ? { type: 'invite', start: at, end }
    : { type: 'link', start: at, end, label: '', url };
}

function withoutTrailing(source: string, from: number, to: number): number {
  let end = to;
  const surplus = {
    ')': surplusOf(source.slice(from, to), '(', ')'),
    ']': surplusOf(source.slice(from, to), '[', ']'),
  };
  for (; end > from; end -= 1) {
    const last = source.charAt(end - 1);
    if ((last === ')' || last === ']') && surplus[last] > 0) surplus[last] -= 1;
    else if (!trailing.has(last)) break;
  }
  return end;
}

function surplusOf(text: string, open: string, close: string): number {
  return text.split(close).length - text.split(open).length;
}

function startsWith(source: string, at: number, words: string): boolean {
  return source.slice(at, at + words.length).toLowerCase() === words;
}

function isInsideWord(source: string, at: number): boolean {
  const before = source[at - 1];
  return before !== undefined && before !== '_' && before < '\u{80}' && wordCharacter.test(before);
}
