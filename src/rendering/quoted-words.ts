// Words of people and programs within the bot's own lines: names, questions, what an error tells. Harmless and short.
import { takeRoom } from './room.ts';

/** Names are cut here, so that a status line always fits. */
const maxNameRoom = 40;
const maxModelRoom = 120;

/** Marks that turn the direction of what follows, to the end of the line where they are not closed. */
const direction = /[\u202A-\u202E\u2066-\u2069]/g;

/** White space folded to single blanks, and nothing in it that turns the rest of the line around. */
export function onOneLine(text: string): string {
  return text.replaceAll(direction, '').replaceAll(/\s+/g, ' ').trim();
}

/** Text shown as it is, on one line: nothing in it is markup, a mention or a link. */
export function escapeMarkdown(text: string): string {
  return onOneLine(text)
    .replaceAll(/[\\*_~|`[\]<>]/g, String.raw`\$&`)
    .replaceAll('://', String.raw`:\/\/`)
    .replace(/^[#+-]/, String.raw`\$&`)
    .replace(/^(\d+)\./, String.raw`$1\.`);
}

/** A name (of a person, of a model) within a line. */
export function showName(name: string): string {
  return escapeMarkdown(takeRoom(name, maxNameRoom));
}

/** A model's name where it is the matter: the end of it tells one from another. As long as one that can be pulled. */
export function showModel(name: string): string {
  return escapeMarkdown(takeRoom(name, maxModelRoom));
}

/** What an error tells about itself, to stand between single backticks; `undefined` if that is nothing. */
export function showDetail(detail: string | undefined): string | undefined {
  const shown = takeRoom(onOneLine((detail ?? '').replaceAll('`', '')), maxNameRoom);
  return shown === '' ? undefined : shown;
}
