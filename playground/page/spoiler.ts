// What is covered until somebody clicks: without a script, by a checkbox that nobody sees.
import { markup, type Html } from './html.ts';

export interface SpoilerOptions {
  areSpoilersOpen: boolean;
}

/** Of words within a text. */
export function spoiler(inner: Html, options: SpoilerOptions): Html {
  return markup`<label class="spoiler-text">${switchOf(options)}<span>${inner}</span></label>`;
}

/** Of a box, a picture or a file. */
export function coveredBlock(inner: Html, options: SpoilerOptions): Html {
  return markup`<div class="covered"><label>${switchOf(options)}<b>Spoiler</b></label>${inner}</div>`;
}

function switchOf({ areSpoilersOpen }: SpoilerOptions): Html {
  return areSpoilersOpen
    ? markup`<input type="checkbox" checked>`
    : markup`<input type="checkbox">`;
}
