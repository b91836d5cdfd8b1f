// The answer as a reader of a reply sees it, without what else stands in its messages.
import { ComponentType } from 'discord-api-types/v10';
import type { Frame } from '../../src/rendering/frame.ts';
import { readDiscord, type Span } from './discord-reader.ts';

type Component = Frame['components'][number];

/** Of each message the components of the answer: no question, no reasoning, nothing of what stands below the last. */
export function bodiesOf(frames: readonly Frame[]): Component[][] {
  return frames.map(({ components }, index) => {
    const isLast = index === frames.length - 1;
    const open = components.filter(
      ({ type }) => type !== ComponentType.Container && type !== ComponentType.ActionRow,
    );
    return open.slice(index === 0 ? 1 : 0, isLast ? -1 : undefined);
  });
}

/** What can be read on a message: its texts as they look, and for each picture its description. */
export function readBody(body: readonly Component[]): string {
  return body.map(readComponent).join('\n');
}

function readComponent(component: Component): string {
  if (component.type === ComponentType.TextDisplay) return readText(component.content);
  if (component.type !== ComponentType.MediaGallery) return '';
  return component.items.map(({ description }) => description ?? '').join('\n');
}

/** With the address behind the words of a link. */
export function readText(markdown: string): string {
  return readDiscord(markdown).map(readSpan).join('');
}

function readSpan({ text, link }: Span): string {
  return link === undefined || link === text ? text : `${text} ${link}`;
}

/** The texts of a message's answer, as Discord's Markdown. */
export function textsOf(body: readonly Component[]): string[] {
  return body.flatMap((component) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
}
