// How a link is shown. A click must never lead elsewhere than its words say, and nothing but the web is clickable.
import { isInvite } from './addresses.ts';

export type LinkForm =
  /** The words, masking the address. */
  | { type: 'mask'; url: string }
  /** The address alone. */
  | { type: 'address'; url: string }
  /** The words, then the address. */
  | { type: 'apart'; url: string }
  /** The words, then what they point to as code. */
  | { type: 'code'; target: string }
  | { type: 'words'; words: string };

/** `words`: the label without its markup; may be empty. */
export function linkForm(words: string, url: string): LinkForm {
  const target = url.trim();
  const person = /^(?:mailto|tel):(.+)$/i.exec(target)?.[1];
  if (person !== undefined) return personForm(words, person);
  if (target === '' || (target.startsWith('#') && words !== '')) return { type: 'words', words };
  if (!isWeb(target) || isInvite(target)) return { type: 'code', target };
  const encoded = encodeUrl(target);
  if (words === '' || isSameAddress(words, target)) return { type: 'address', url: encoded };
  return { type: canMask(words, target) ? 'mask' : 'apart', url: encoded };
}

/** Goes between `<` and `>`, and holds nothing that would end it, or a spoiler mark. */
function encodeUrl(url: string): string {
  const encoded = url.replaceAll(/[\s<>\\|`"\p{Cc}]/gu, (character) =>
    encodeURIComponent(character),
  );
  return hasPlainParens(encoded) ? encoded : encoded.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** Pairs without other pairs inside: Discord reads links with these. */
function hasPlainParens(url: string): boolean {
  return /^[^()]*(?:\([^()]*\)[^()]*)*$/.test(url);
}

function personForm(words: string, person: string): LinkForm {
  if (words === '' || words === person) return { type: 'words', words: person };
  return { type: 'code', target: person };
}

function isWeb(target: string): boolean {
  return /^https?:\/\/[^/?#]/i.test(target) && URL.canParse(target);
}

function isSameAddress(words: string, target: string): boolean {
  return withoutFrame(words) === withoutFrame(target) && words.includes('://');
}

function withoutFrame(address: string): string {
  return address
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '');
}

function canMask(words: string, target: string): boolean {
  const { hostname, username, password } = new URL(target);
  return (
    !words.includes('://') &&
    username + password === '' &&
    hasPlainBrackets(words) &&
    !hostsIn(words).some((host) => !isWithin(hostname, host))
  );
}

/** Discord finds the end of a label with brackets only if they are simple pairs. */
function hasPlainBrackets(words: string): boolean {
  return /^[^[\]]*(?:\[[^[\]]*\][^[\]]*)*$/.test(words);
}

/** Endings that say "this is an address"; most others are more often files, as in `main.py`. */
const knownEnding =
  /\.(?:com|org|net|gov|edu|io|dev|app|ai|co|gg|me|info|xyz|cn|jp|ru|de|uk|fr|eu|in)$/i;

function hostsIn(words: string): string[] {
  return words
    .split(/[^\dA-Za-z.-]+/)
    .map((word) => word.replace(/^www\./i, '').toLowerCase())
    .filter((word) => knownEnding.test(word));
}

function isWithin(hostname: string, host: string): boolean {
  return hostname === host || hostname.endsWith(`.${host}`);
}
