// /model list: all models, in pages that fit into one message.
import { ButtonStyle, ComponentType } from 'discord.js';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { messagesFor } from '../locales/messages-for.ts';
import type { Messages } from '../locales/messages.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import { roomOf } from '../rendering/room.ts';
import { pageIdOf } from './model-ids.ts';
import { modelLine } from './model-lines.ts';
import type { ModelLook } from './model-look.ts';

/** Of the lines of one page; what is left of a message's 4,000 is for the headline. */
const pageRoom = 3_400;
/** More are hard to read at a glance. */
const mostLines = 20;

/** A page that is not there any more is the last one. */
export function renderModelList(look: ModelLook, page: number, locale: string): Frame {
  const messages = messagesFor(locale);
  const { list } = messages.models;
  const { models, workers, contextTokens } = look;
  if (models.length === 0) {
    return frameOf([workers.length === 0 ? list.noServer : list.none]);
  }
  const pages = pagesOf(models.map((model) => modelLine(model, look, messages)));
  const index = Math.min(Math.max(0, page), pages.length - 1);
  const headline = `### ${list.title({ count: models.length })}`;
  const context = `-# ${list.context({ tokens: contextTokens })}`;
  const text = [headline, ...(pages[index] ?? []), context].join('\n');
  return frameOf(
    [text],
    pages.length > 1 ? [turning({ index, count: pages.length }, messages)] : [],
  );
}

function frameOf(texts: readonly string[], rows: APIMessageTopLevelComponent[] = []): Frame {
  return { components: [...texts.map(textDisplay), ...rows], files: [] };
}

function pagesOf(lines: readonly string[]): string[][] {
  const pages: string[][] = [];
  let left = 0;
  for (const line of lines) {
    const room = roomOf(line) + 1;
    const last = pages.at(-1);
    if (!last || room > left || last.length === mostLines) {
      pages.push([line]);
      left = pageRoom - room;
    } else {
      last.push(line);
      left -= room;
    }
  }
  return pages;
}

/** The page between the two buttons is told on the later one's left, where nothing can be pressed. */
function turning(
  { index, count }: { index: number; count: number },
  { models }: Messages,
): APIMessageTopLevelComponent {
  const { earlier, later, page } = models.list;
  const button = (label: string, { to, isOff }: { to: number; isOff: boolean }) =>
    ({
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label,
      custom_id: pageIdOf(to),
      disabled: isOff,
    }) as const;
  return {
    type: ComponentType.ActionRow,
    components: [
      button(earlier, { to: index - 1, isOff: index === 0 }),
      button(page({ page: index + 1, pages: count }), { to: index, isOff: true }),
      button(later, { to: index + 1, isOff: index === count - 1 }),
    ],
  };
}
