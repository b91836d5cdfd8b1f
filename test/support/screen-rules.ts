// What must hold of everything that ever stood on the local Discord, whatever a test was about.
import { ComponentType } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { z } from 'zod';
import type {
  LocalDiscord,
  LocalMessage,
  MessageVersion,
} from '../../playground/local-discord/index.ts';
import { reasoningLetter } from './model-words.ts';
import { isFinal, readPage } from './screen.ts';

/** Every text, and file of text, that can be read without opening a spoiler. */
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
    ...attachments
      .filter(({ name }) => !isSealed(name) && !name.endsWith('.png'))
      .map((file) => file.content.toString()),
  ];
}

const dataSchema = z.object({ name: z.string().optional(), custom_id: z.string().optional() });

/** What somebody used that brought the message: a command, or a component by the first part of its custom id. */
function usedFor({ interactionId }: LocalMessage, discord: LocalDiscord): string | undefined {
  const used = discord.interactions().find(({ id }) => id === interactionId);
  const { name, custom_id: customId } = dataSchema.parse(used?.data ?? {});
  return customId === undefined ? name : customId.split(':')[0];
}

const besideReplies: ReadonlySet<string | undefined> = new Set([
  'forget',
  'gpu',
  'help',
  'new',
  'privacy',
  'queue',
  'settings',
  'reasoning',
  'thread',
  'model',
]);

/** The messages that replies are made of, and the words about them. */
export function replyMessagesOf(discord: LocalDiscord): LocalMessage[] {
  return discord
    .allMessages()
    .filter((one) => !besideReplies.has(usedFor(one, discord)) && !isRefusedTry(one, discord));
}

/** Words to somebody alone who wanted a reply begun anew: that stays as it is. */
function isRefusedTry(one: LocalMessage, discord: LocalDiscord): boolean {
  const isNotice = one.onlyFor !== undefined && one.current.components.length === 1;
  return isNotice && usedFor(one, discord) === 'again';
}

/** All but the reasoning that somebody asked for and that nobody else sees. */
export function uninvitedMessagesOf(discord: LocalDiscord): LocalMessage[] {
  const isInvited = (one: LocalMessage) =>
    one.onlyFor !== undefined && usedFor(one, discord) === 'reasoning';
  return discord.allMessages().filter((one) => !isInvited(one));
}

export function expectReasoningSealed(messages: readonly LocalMessage[]): void {
  for (const { versions } of messages) {
    for (const version of versions) {
      for (const text of openTextsOf(version)) expect(text).not.toMatch(reasoningLetter);
    }
  }
}

/** Whom the messages notified, oldest first; but for what people wrote themselves. */
export function pingsOf(messages: readonly LocalMessage[]): string[] {
  return messages.flatMap(({ versions }) =>
    versions.flatMap(({ route, pings }) => (route === 'person' ? [] : pings)),
  );
}

/** All that a version shows; where formulas are pictures only its ending, because they may be drawn after it. */
function endingOf(version: MessageVersion, { hasPictures }: { hasPictures: boolean }): string {
  const { status, buttons } = readPage(version);
  return JSON.stringify(hasPictures ? { status, buttons } : version.components);
}

function showsPicture({ components }: MessageVersion): boolean {
  return components.some(({ type }) => type === ComponentType.MediaGallery);
}

/** The ask that a button offers to try again. One that nothing was shown of but its ending is told by it. */
function endedAskOf({ components }: MessageVersion): string | undefined {
  return /"again:(\d+)"/.exec(JSON.stringify(components))?.[1];
}

/** The states of a message from each ending on to the beginning of the next try, which are the same in each. */
function statesOfEndings({ versions }: LocalMessage): Set<string>[] {
  const hasPictures = versions.some(showsPicture);
  const endings: Set<string>[] = [];
  for (const [index, version] of versions.entries()) {
    if (!isFinal(version)) continue;
    const before = versions[index - 1];
    const isSame = before && isFinal(before) && endedAskOf(before) === endedAskOf(version);
    if (!isSame) endings.push(new Set());
    endings.at(-1)?.add(endingOf(version, { hasPictures }));
  }
  return endings;
}

/**
 * Each ask has its one ending, in one message, and nothing is written over it, except where so many of the replies were
 * begun anew.
 */
export function expectEndings(
  messages: readonly LocalMessage[],
  { asks, retries = 0 }: { asks: number; retries?: number },
): void {
  let begunAnew = 0;
  for (const message of messages) {
    const endings = statesOfEndings(message);
    for (const states of endings)
      expect(states.size, `states of an ending: ${[...states].join('\n')}`).toBe(1);
    const { current, isDeleted } = message;
    begunAnew += isDeleted || isFinal(current) ? Math.max(0, endings.length - 1) : endings.length;
  }
  expect(begunAnew, 'endings that were written over').toBeLessThanOrEqual(retries);
  const ended = messages.filter(({ isDeleted, current }) => !isDeleted && isFinal(current));
  const statuses = ended.map(({ current }) => readPage(current).status);
  expect(statuses, 'endings, one for each ask').toHaveLength(asks);
}

/** `status/code` of every request that was refused, each once, in order of number. */
export function refusalsOf({ traffic }: LocalDiscord): string[] {
  const refused = traffic.requests.flatMap(({ status, code }) =>
    status !== undefined && status >= 400 ? [`${status}/${code ?? 0}`] : [],
  );
  return [...new Set(refused)].toSorted();
}
