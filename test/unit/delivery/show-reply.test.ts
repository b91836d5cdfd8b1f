import { DiscordAPIError } from '@discordjs/rest';
import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { DiscordCalls } from '../../../src/delivery/discord-calls.ts';
import type { ReplyState } from '../../../src/delivery/reply-state.ts';
import type { ShowResult } from '../../../src/delivery/recovery.ts';
import { showReply, type ShowReplyOptions } from '../../../src/delivery/show-reply.ts';
import type { Target } from '../../../src/delivery/target.ts';
import { createLogger } from '../../../src/log.ts';
import type { Frame } from '../../../src/rendering/frame.ts';
import type { LogEntry, StoredEntry } from '../../../src/token-log/entries.ts';
import {
  askedAt,
  askWith,
  homeChannelId,
  replyMessageId,
  replyTokenWith,
} from '../../support/ask.ts';
import { tokenLogWith } from '../../support/fake-token-log.ts';
import { awaitedPictures, noPictures } from '../../support/formula-album.ts';
import { words } from '../../support/model-words.ts';

const figures = { tokens: 2, reasoningTokens: 0, promptTokens: 1, generationMs: 10 };

type Refusal = (target: Target, frame: Frame) => Error | undefined;

interface Given {
  /** Of an earlier run. */
  state?: ReplyState;
  /** What Discord says to a frame; undefined = it takes it. */
  refusal?: Refusal;
  formulaPictures?: ShowReplyOptions['formulaPictures'];
}

/** A delivery that takes up an ask whose log holds something already; the test says when it is read. */
function takeUp({ state, refusal = () => undefined, formulaPictures = noPictures }: Given = {}) {
  const sent: { target: Target; text: string; files: string[] }[] = [];
  const removed: string[] = [];
  const endings: string[] = [];
  let listener: (entries: StoredEntry[]) => void = () => {};
  const calls: DiscordCalls = {
    send: (target, { render }) => {
      const frame = render();
      if (!frame) return Promise.resolve(undefined);
      const error = refusal(target, frame);
      if (error) return Promise.reject(error);
      const files = frame.files.map(({ name }) => name);
      sent.push({ target, text: JSON.stringify(frame.components), files });
      return Promise.resolve({ id: 'm', channelId: homeChannelId, frame, files: [] });
    },
    remove: ({ type, ...target }) => {
      removed.push('messageId' in target ? target.messageId : type);
      return Promise.resolve();
    },
    wakeThread: () => Promise.resolve(),
    openDirectMessage: () => Promise.reject(new Error('not in this test')),
    delayMs: () => 0,
  };
  const read = (...entries: LogEntry[]): void =>
    listener(entries.map((entry) => ({ ...entry, at: askedAt })));
  const result: Promise<ShowResult> = showReply({
    ask: askWith(),
    asks: {
      end: (_askId, entry) => {
        endings.push(entry.type);
        read(entry);
        return Promise.resolve(true);
      },
    },
    calls,
    formulaPictures,
    tokenLog: tokenLogWith({
      follow: (_askId, follower) => {
        listener = follower;
      },
    }),
    replyStates: { load: () => Promise.resolve(state), save: () => Promise.resolve() },
    replyTokens: {
      put: () => Promise.resolve(),
      get: () => Promise.resolve(replyTokenWith()),
      drop: () => Promise.resolve(),
    },
    askStore: { isOpen: () => Promise.resolve(false) },
    turns: { link: () => Promise.resolve() },
    standingOf: () => Promise.resolve({ place: 3, hasWorker: true }),
    isAfterPrevious: () => false,
    isPlaceAway: () => false,
    discordNow: () => askedAt,
    log: createLogger({ level: 'silent' }),
    signal: new AbortController().signal,
  });
  return { sent, removed, endings, result, read };
}

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

function apiError(code: number, status: number): DiscordAPIError {
  const noBody = { files: undefined, body: undefined };
  return new DiscordAPIError({ code, message: 'no' }, code, status, 'PATCH', '', noBody);
}

const start: LogEntry = { type: 'attempt-start', model: 'r1' };
const done: LogEntry = { type: 'ask-done', figures };
const longAnswer: LogEntry = { type: 'answer-delta', text: words(2_000).join(''), tokens: 2_000 };

it('shows nothing of the past when it takes up an ask that has been under way', async () => {
  const { sent, result, read } = takeUp();
  await someTurns();
  expect(sent).toEqual([]);
  read(start, { type: 'answer-delta', text: 'It is.', tokens: 2 });
  await someTurns();
  expect(sent.every(({ text }) => text.includes('It is.'))).toBe(true);
  read(done);
  expect(await result).toBe('shown');
});

describe('a page that was deleted', () => {
  const unknownMessage = apiError(Code.UnknownMessage, 404);
  const pageOf = (messageId: string) => ({ channelId: homeChannelId, messageId });
  const isEditOf =
    (messageId: string): Refusal =>
    (target) =>
      'messageId' in target && target.messageId === messageId ? unknownMessage : undefined;

  it('stops the ask if it is the first', async () => {
    const { endings, result, read } = takeUp({ refusal: () => unknownMessage });
    await someTurns();
    read(start);
    expect(await result).toBe('gone');
    expect(endings).toEqual(['ask-stopped']);
  });

  it('ends the reply before it otherwise, with the rest in a file', async () => {
    const { sent, removed, endings, result, read } = takeUp({
      state: {
        pages: [pageOf(replyMessageId), pageOf('second'), pageOf('third')],
        isFollowUpPending: false,
      },
      refusal: isEditOf('second'),
    });
    await someTurns();
    read(start, longAnswer, done);
    expect(await result).toBe('shown');
    expect(endings).toEqual([]);
    const last = sent.at(-1);
    expect(last).toMatchObject({ target: { messageId: replyMessageId }, files: ['answer.md'] });
    expect(last?.text).toContain('in all');
    expect(removed).toEqual(['third']);
  });
});

describe('a reply in a channel that takes no files of the bot', () => {
  it('shows the end of the reasoning without the file, by the same call', async () => {
    const { sent, result, read } = takeUp({
      refusal: (_target, { files }) =>
        files.length > 0 ? apiError(Code.MissingPermissions, 403) : undefined,
    });
    await someTurns();
    read(start, { type: 'reasoning-delta', text: words(3_000).join(''), tokens: 3_000 });
    await someTurns();
    read({ type: 'answer-delta', text: 'It is.', tokens: 2 }, done);
    expect(await result).toBe('shown');
    expect(new Set(sent.map(({ target }) => target.type))).toEqual(new Set(['token-edit']));
    expect(sent.at(-1)).toMatchObject({ files: [], text: expect.stringContaining('w3000') });
  });
});

describe('an answer with a formula', () => {
  const formula: LogEntry = {
    type: 'answer-delta',
    text: String.raw`So it is: \[ \sum_{k=1}^n k \]`,
    tokens: 9,
  };

  it('shows its source as code until there is a picture, and then the picture', async () => {
    const pictures = awaitedPictures();
    const { sent, result, read } = takeUp({ formulaPictures: pictures });
    await someTurns();
    read(start);
    await someTurns();
    read(formula);
    await someTurns();
    expect(sent.at(-1)).toMatchObject({ files: [], text: expect.stringContaining('sum_{k=1}') });
    pictures.draw();
    await someTurns();
    expect(sent.at(-1)?.files).toEqual(['formula-1.png']);
    read(done);
    expect(await result).toBe('shown');
    expect(pictures.isClosed()).toBe(true);
  });

  it('waits with its end for a picture that is being drawn', async () => {
    const pictures = awaitedPictures();
    const { sent, result, read } = takeUp({ formulaPictures: pictures });
    await someTurns();
    read(start);
    await someTurns();
    const before = sent.length;
    read(formula, done);
    await someTurns();
    expect(sent).toHaveLength(before);
    pictures.draw();
    expect(await result).toBe('shown');
    expect(sent.slice(before)).toMatchObject([{ files: ['formula-1.png'] }]);
  });

  it('shows its end without a picture that takes long, and the picture when it comes', async () => {
    const pictures = awaitedPictures();
    const { sent, result, read } = takeUp({ formulaPictures: pictures });
    await someTurns();
    read(start);
    await someTurns();
    const before = sent.length;
    read(formula, done);
    await someTurns();
    pictures.passTime();
    await someTurns();
    expect(sent.slice(before)).toMatchObject([
      { files: [], text: expect.stringContaining('in all') },
    ]);
    pictures.draw();
    expect(await result).toBe('shown');
    expect(sent.at(-1)?.files).toEqual(['formula-1.png']);
  });

  it('waits for the pictures that stood on the screen when it takes a reply up', async () => {
    const pictures = awaitedPictures();
    const { sent, result, read } = takeUp({ formulaPictures: pictures });
    await someTurns();
    read(start, formula);
    await someTurns();
    expect(sent).toEqual([]);
    pictures.draw();
    await someTurns();
    expect(sent).toMatchObject([{ files: ['formula-1.png'] }]);
    read(done);
    expect(await result).toBe('shown');
  });

  it('goes on with code where Discord refuses the pictures', async () => {
    const pictures = awaitedPictures();
    pictures.draw();
    const { sent, result, read } = takeUp({
      formulaPictures: pictures,
      refusal: (_target, { files }) =>
        files.length > 0 ? apiError(Code.RequestEntityTooLarge, 413) : undefined,
    });
    await someTurns();
    read(start, formula, done);
    expect(await result).toBe('shown');
    expect(sent).toMatchObject([{ files: [], text: expect.stringContaining('sum_{k=1}') }]);
  });
});

it('ends the ask where Discord takes no text, and tells that', async () => {
  const { sent, endings, result, read } = takeUp({
    refusal: (_target, { components }) =>
      JSON.stringify(components).includes('It is.')
        ? apiError(Code.MessageWasBlockedByAutomaticModeration, 400)
        : undefined,
  });
  await someTurns();
  read(start, { type: 'answer-delta', text: 'It is.', tokens: 2 });
  expect(await result).toBe('shown');
  expect(endings).toEqual(['ask-failed']);
  expect(sent.at(-1)?.text).toContain('Discord refused');
});
