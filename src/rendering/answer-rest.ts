// The rest of an answer that has more pages than can be posted: a file below the last page.
import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import { messagesFor } from '../locales/messages-for.ts';
import type { Frame } from './frame.ts';
import type { Page } from './pages.ts';
import type { ReplyView } from './view.ts';

const fileName = 'answer.md';

/** The longest note above the file. */
export const maxRestNoteRoom = 100;

/** `page` is the first that cannot be posted. A growing file would be sent anew each time, so it comes in the end. */
export function renderRest({ transcript, locale }: ReplyView, page: Page): Frame {
  const { rest } = messagesFor(locale);
  if (transcript.outcome === undefined) return { components: [note(rest.follows)], files: [] };
  const content = page.opener + transcript.answer.slice(page.start);
  return { components: [note(rest.inFile), file], files: [{ name: fileName, content }] };
}

const file: APIMessageTopLevelComponent = {
  type: ComponentType.File,
  file: { url: `attachment://${fileName}` },
};

function note(words: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content: `-# ${words}` };
}
