// One Discord message as text for a terminal. Pure: the same message always looks the same.
import { MessageFlags } from 'discord-api-types/v10';
import type { TopComponent } from '../local-discord/messages/components.ts';
import { drawComponent, drawLooseFile, type DrawnFile } from './components.ts';
import { drawMarkdown } from './markdown.ts';
import { paint, span, withoutControls, type Line } from './styled-text.ts';

/** What a message shows: `{ author: message.author.name, ...message.current }` of the local Discord fits. */
export interface DrawnMessage {
  author: string;
  flags: number;
  content: string;
  components: readonly TopComponent[];
  attachments: readonly DrawnFile[];
}

export interface DrawMessageOptions {
  /** In cells; no line is longer. */
  width: number;
  /** Whether styles become ANSI codes. */
  color: boolean;
}

/** The message as lines joined by `\n`, without one at the end. */
export function drawMessage(message: DrawnMessage, { width, color }: DrawMessageOptions): string {
  const lines = [drawHead(message), ...drawBody(message, width)];
  if (hasFlag(message, MessageFlags.Ephemeral)) lines.push([span('Only you can see this', 'dim')]);
  return lines.map((line) => paint(line, { color }).trimEnd()).join('\n');
}

function drawHead(message: DrawnMessage): Line {
  const name = span(withoutControls(message.author), 'bold');
  return hasFlag(message, MessageFlags.Loading) ? [name, span(' is thinking…', 'dim')] : [name];
}

function drawBody(message: DrawnMessage, width: number): Line[] {
  const options = { width, files: message.attachments };
  const components = message.components.flatMap((component) => drawComponent(component, options));
  if (hasFlag(message, MessageFlags.IsComponentsV2)) return components;
  const content = message.content === '' ? [] : drawMarkdown(message.content, width);
  const files = message.attachments.flatMap((file) => drawLooseFile(file, width));
  return [...content, ...files, ...components];
}

function hasFlag({ flags }: DrawnMessage, flag: MessageFlags): boolean {
  return (flags & flag) !== 0;
}
