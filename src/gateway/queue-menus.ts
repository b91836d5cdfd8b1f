// What can be done at /queue's message: the menus to cancel what waits and to see what is kept, and the button.
import {
  ButtonStyle,
  ComponentType,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
} from 'discord.js';
import type { Messages } from '../locales/messages.ts';
import { hasInk } from '../rendering/characters.ts';
import { textDisplay } from '../rendering/frame.ts';
import { onOneLine } from '../rendering/quoted-words.ts';
import { formatWait } from '../rendering/wait-words.ts';
import { cancelIdOf, queueIds } from './queue-ids.ts';
import { plainWho, type QueueWords } from './queue-lines.ts';
import type { QueueView, WaitingRow } from './queue-view.ts';

/** Discord: at most 25 of at most 100 characters. */
const maxOptions = 25;
const maxOptionChars = 100;
/** More would bury the list. Who stands further back moves up. */
const maxCancelMenus = 5;

/** The viewer's own questions first. */
export function cancelMenus(
  { waiting }: QueueView,
  words: QueueWords,
): APIMessageTopLevelComponent[] {
  const others = waiting.filter((row) => row.mayCancel && row.who.type !== 'self');
  const options = [...ownRows(waiting), ...others].map((row) => cancelOption(row, words));
  return Array.from({ length: maxCancelMenus }, (_, index) => {
    const from = index * maxOptions;
    const chosen = options.slice(from, from + maxOptions);
    const placeholder = cancelPlaceholder({ from, count: chosen.length }, words);
    return menu(cancelIdOf(index), placeholder, chosen);
  }).flat();
}

function cancelPlaceholder(
  { from, count }: { from: number; count: number },
  { messages: { queue } }: QueueWords,
): string {
  if (from === 0) return queue.cancel;
  return queue.cancelMore({ from: from + 1, to: from + count });
}

function cancelOption(row: WaitingRow, { messages }: QueueWords): APISelectMenuOption {
  const { askId, who, place, waitMs, question } = row;
  const { status, queue } = messages;
  const wait = waitMs === undefined ? [] : [formatWait(waitMs, messages)];
  const whose = who.type === 'self' ? [] : [plainWho(who, messages)];
  return {
    value: askId,
    label: optionText(question ?? queue.unread, queue.unread),
    description: optionText(
      [...whose, status.inLine({ place }), ...wait].join(' · '),
      queue.unread,
    ),
  };
}

export function keptMenu({ kept }: QueueView, words: QueueWords): APIMessageTopLevelComponent[] {
  const { queue } = words.messages;
  const options = kept.map(({ askId, question }) => ({
    value: askId,
    label: optionText(question, queue.unread),
  }));
  const [row] = menu(queueIds.kept, queue.showKept, options);
  return row ? [textDisplay(queue.kept), row] : [];
}

function menu(
  customId: string,
  placeholder: string,
  options: readonly APISelectMenuOption[],
): APIMessageTopLevelComponent[] {
  if (options.length === 0) return [];
  const select = { type: ComponentType.StringSelect, custom_id: customId, placeholder } as const;
  const components = [{ ...select, options: options.slice(0, maxOptions) }];
  return [{ type: ComponentType.ActionRow, components }];
}

/** One line of plain text. */
function optionText(text: string, otherwise: string): string {
  const folded = hasInk(text) ? onOneLine(text) : otherwise;
  const characters = [...folded];
  if (characters.length <= maxOptionChars) return folded;
  return `${characters.slice(0, maxOptionChars - 1).join('')}…`;
}

export function refreshButton({ queue }: Messages): APIMessageTopLevelComponent {
  const style = ButtonStyle.Secondary;
  const button = {
    type: ComponentType.Button,
    style,
    custom_id: queueIds.refresh,
    label: queue.refresh,
  } as const;
  return { type: ComponentType.ActionRow, components: [button] };
}

export function ownRows(waiting: readonly WaitingRow[]): WaitingRow[] {
  return waiting.filter(({ who }) => who.type === 'self');
}
