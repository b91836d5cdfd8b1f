// What must hold of everything that ever stood on the local Discord, whatever a test was about.
import { ComponentType } from 'discord-api-types/v10';
import { expect } from 'vitest';
import type {
  LocalDiscord,
  LocalMessage,
  MessageVersion,
} from '../../playground/local-discord/index.ts';
import { reasoningLetter } from './model-words.ts';
import { isFinal, readPage } from './screen.ts';

/** Every text and file that can be read without opening a spoiler. */
function openTextsOf({ content, components, attachments }: MessageVersion): string[] {
  const sealedFiles = new Set(
    components.flatMap((component) =>
      component.type === ComponentType.Container && component.spoiler === true
        ? component.components.flatMap((inner) =>
            inner.type === ComponentType.File && inner.spoiler === true ? [inner.file.url] : [],
          )
        : [],
    ),
  );
  const isSealed = (name: string): boolean =>
    name.startsWith('SPOILER_') && sealedFiles.has(`attachment://${name}`);
  return [
    content,
    ...components
      .filter((component) => !('spoiler' in component && component.spoiler === true))
      .map((component) => JSON.stringify(component)),
    ...attachments.filter(({ name }) => !isSealed(name)).map((file) => file.content.toString()),
  ];
}

export function expectReasoningSealed(messages: readonly LocalMessage[]): void {
  for (const { versions } of messages) {
    for (const version of versions) {
      for (const text of openTextsOf(version)) expect(text).not.toMatch(reasoningLetter);
    }
  }
}

export function expectNobodyPinged(messages: readonly LocalMessage[]): void {
  const pings = messages.flatMap(({ versions }) => versions.flatMap((version) => version.pings));
  expect(pings, 'pings').toEqual([]);
}

/** Each ask has its one ending, in one message, and nothing is written over it. */
export function expectEndings(messages: readonly LocalMessage[], asks: number): void {
  const ended = messages.filter(({ isDeleted, versions }) => !isDeleted && versions.some(isFinal));
  for (const { versions } of ended) {
    const first = versions.findIndex(isFinal);
    const later = versions.slice(first).map((version) => JSON.stringify(version.components));
    expect(new Set(later).size, `states from the ending on: ${later.join('\n')}`).toBe(1);
  }
  const endings = ended.map(({ current }) => readPage(current).status);
  expect(endings, 'endings, one for each ask').toHaveLength(asks);
}

/** `status/code` of every request that was refused, each once, in order of number. */
export function refusalsOf({ traffic }: LocalDiscord): string[] {
  const refused = traffic.requests.flatMap(({ status, code }) =>
    status !== undefined && status >= 400 ? [`${status}/${code ?? 0}`] : [],
  );
  return [...new Set(refused)].toSorted();
}
