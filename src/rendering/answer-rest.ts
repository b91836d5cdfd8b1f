// The rest of an answer that has more pages than can be posted: a file below the last page.
import { ComponentType } from 'discord-api-types/v10';
import { messagesFor } from '../locales/messages-for.ts';
import { restFile } from './file-names.ts';
import { attachmentUrl, type Frame, textDisplay } from './frame.ts';
import type { Page } from './pages/page.ts';
import type { ReplyView } from './view.ts';

/** The longest note above the file. */
export const maxRestNoteRoom = 100;

/** `page` is the first that cannot be posted. A growing file would be sent anew each time, so it comes in the end. */
export function renderRest({ transcript, locale }: ReplyView, page: Page): Frame {
  const { rest } = messagesFor(locale);
  if (transcript.outcome === undefined)
    return { components: [textDisplay(`-# ${rest.follows}`)], files: [] };
  const file = { url: attachmentUrl(restFile) };
  return {
    components: [textDisplay(`-# ${rest.inFile}`), { type: ComponentType.File, file }],
    files: [{ name: restFile, content: page.opener + transcript.answer.slice(page.start) }],
  };
}
