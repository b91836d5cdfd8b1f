// Reads a reply off the local Discord's messages, as the person in front of the screen does.
import { ComponentType } from 'discord-api-types/v10';
import type {
  LocalMessage,
  MessageVersion,
  TopComponent,
} from '../../playground/local-discord/index.ts';
import { languages } from '../../src/locales/languages.ts';
import { messagesFor } from '../../src/locales/messages-for.ts';
import { joined } from './model-words.ts';

/** What one version of one message shows. */
export interface PageView {
  question: string;
  /** The text in the spoilered box, its title left out; the whole text where the box holds it as a file. */
  reasoning: string;
  /** The answer; the rest of it where the page holds that as a file. */
  body: string;
  /** '' on a page that is not the last. */
  status: string;
  buttons: string[];
}

/** What a reply shows over all its pages. */
export interface Screen {
  question: string;
  reasoning: string;
  answer: string;
  status: string;
  buttons: string[];
}

/** The status line is the last text of a reply, in bold or small. */
const statusStart = /^(?:\*\*|-# )/;

/** All that a page shows that the reply no longer needs: it tells of nothing. */
const emptied = '-# …';

export function readPage({ components, attachments }: MessageVersion): PageView {
  const texts = components.flatMap(textOf).filter((text) => text !== emptied);
  const status = statusStart.test(texts.at(-1) ?? '') ? (texts.pop() ?? '') : '';
  const question = texts[0]?.startsWith('> ') ? (texts.shift() ?? '') : '';
  const fileOf = (end: string): string | undefined =>
    attachments.find(({ name, isShown }) => isShown && name.endsWith(end))?.content.toString();
  const boxed = components.flatMap(boxTextsOf).filter(isLarge).join('\n');
  return {
    question,
    reasoning: joined(fileOf('reasoning.md') ?? boxed),
    body: joined([...texts.filter(isLarge), fileOf('answer.md') ?? ''].join('\n')),
    status,
    buttons: components.flatMap(labelsOf),
  };
}

export function readScreen(pages: readonly LocalMessage[]): Screen {
  const views = pages.map(({ current }) => readPage(current));
  return {
    question: views[0]?.question ?? '',
    reasoning: views[0]?.reasoning ?? '',
    answer: joined(views.map(({ body }) => body).join(' ')),
    status: views.at(-1)?.status ?? '',
    buttons: views.flatMap(({ buttons }) => buttons),
  };
}

/** The version tells how its ask ended, and offers nothing more to stop. */
export function isFinal(version: MessageVersion): boolean {
  const { status, buttons } = readPage(version);
  return status !== '' && !buttons.some((label) => stopLabels.has(label));
}

const stopLabels = new Set(languages.map((language) => messagesFor(language).buttons.stop));

/** Small lines are the bot's: titles, and words about a file. */
function isLarge(text: string): boolean {
  return !text.startsWith('-# ');
}

function textOf(component: TopComponent): string[] {
  return component.type === ComponentType.TextDisplay ? [component.content] : [];
}

function boxTextsOf(component: TopComponent): string[] {
  if (component.type !== ComponentType.Container) return [];
  return component.components.flatMap((inner) =>
    inner.type === ComponentType.TextDisplay ? [inner.content] : [],
  );
}

function labelsOf(component: TopComponent): string[] {
  if (component.type !== ComponentType.ActionRow) return [];
  return component.components.flatMap((inner) =>
    inner.type === ComponentType.Button ? [inner.label ?? ''] : [],
  );
}
