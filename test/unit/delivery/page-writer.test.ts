import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Urgency } from '../../../src/delivery/bucket.ts';
import type { SendOptions } from '../../../src/delivery/discord-calls.ts';
import type { KeptFile } from '../../../src/delivery/message-body.ts';
import { createPageWriter, type PendingWrite } from '../../../src/delivery/page-writer.ts';
import type { ReplyState } from '../../../src/delivery/reply-state.ts';
import { createHome } from '../../../src/delivery/surfaces.ts';
import type { EditTarget, Target } from '../../../src/delivery/target.ts';
import type { Frame } from '../../../src/rendering/frame.ts';
import {
  askedAt,
  askWith,
  homeChannelId,
  replyMessageId,
  replyTokenWith,
} from '../../support/ask.ts';
import { rateLimitError } from '../../support/rate-limit-error.ts';

const rateLimit = rateLimitError(1_000);
const { signal } = new AbortController();

const frameOf = (text: string, ...files: Frame['files']): Frame => ({
  components: [{ type: ComponentType.TextDisplay, content: text }],
  files,
});

const textOf = ({ components: [first] }: Frame): string =>
  first?.type === ComponentType.TextDisplay ? first.content : '';

interface Sent extends Pick<SendOptions, 'urgency' | 'reserve' | 'kept'> {
  type: Target['type'];
  text: string;
}

/** Takes every frame; the buckets named in `delays` have no room. */
function openCalls() {
  const sent: Sent[] = [];
  const removed: EditTarget[] = [];
  const delays: Partial<Record<Target['type'], number>> = {};
  const present = {
    /** Runs while a request waits for its turn. */
    beforeTurn: () => Promise.resolve(),
    /** Runs when the request is about to go out. */
    beforePost: () => Promise.resolve(),
    failure: undefined as Error | undefined,
  };
  const calls: Parameters<typeof createPageWriter>[0]['calls'] = {
    send: async (target, { urgency, reserve, kept, render, prepare }) => {
      await present.beforeTurn();
      const frame = render();
      if (!frame) return undefined;
      await prepare?.();
      await present.beforePost();
      if (present.failure) throw present.failure;
      sent.push({ type: target.type, text: textOf(frame), urgency, reserve, kept });
      const files: KeptFile[] = frame.files.map((file, index) => ({ id: `f${index}`, file }));
      return { id: `posted-${sent.length}`, channelId: homeChannelId, frame, files };
    },
    remove: (target) => {
      if (present.failure) return Promise.reject(present.failure);
      removed.push(target);
      return Promise.resolve();
    },
    delayMs: (target) => delays[target.type] ?? 0,
  };
  return { calls, sent, removed, delays, present };
}

/** A writer of a reply at home that should show `wanted.frames`. */
function openWriter({ canUseChannel = true, pages = 1 } = {}) {
  const { calls, ...discord } = openCalls();
  const wanted = { frames: [frameOf('hello')] };
  const state: ReplyState = {
    pages: Array.from({ length: pages }, (_, index) => ({
      channelId: homeChannelId,
      messageId: index === 0 ? replyMessageId : `page-${index}`,
    })),
    isFollowUpPending: false,
  };
  const saved: boolean[] = [];
  const surface = createHome({
    ask: askWith({ place: { canUseChannel } }),
    state,
    token: () => replyTokenWith(),
    discordNow: () => askedAt,
  });
  const writer = createPageWriter({
    calls,
    surface,
    render: () => wanted.frames.slice(0, surface.maxPages()),
    save: (change) => {
      Object.assign(state, change);
      if (change) saved.push(change.isFollowUpPending);
      return Promise.resolve();
    },
  });
  const write = (urgency: Urgency = 'streaming') => pending(writer.next(urgency)).send(signal);
  const show = (...frames: Frame[]): void => {
    wanted.frames = frames;
  };
  return { writer, write, show, state, surface, saved, ...discord };
}

function pending(next: PendingWrite | string): PendingWrite {
  if (typeof next === 'string') throw new Error(`nothing to send: ${next}`);
  return next;
}

const texts = (sent: Sent[]): string[] => sent.map(({ text }) => text);

describe('what is sent', () => {
  it('is the newest frame when the turn has come', async () => {
    const { write, show, sent, present } = openWriter();
    present.beforeTurn = () => Promise.resolve(show(frameOf('newer')));
    await write();
    expect(texts(sent)).toEqual(['newer']);
  });

  it('is nothing when all pages show what they should', async () => {
    const { writer, write, sent } = openWriter();
    await write();
    expect(writer.next('streaming')).toBe('settled');
    expect(sent).toHaveLength(1);
  });

  it('is nothing when the page has come to show the same meanwhile', async () => {
    const { writer, write, show, sent, present } = openWriter();
    await write();
    show(frameOf('new'));
    present.beforeTurn = () => Promise.resolve(show(frameOf('hello')));
    await write();
    expect(texts(sent)).toEqual(['hello']);
    expect(writer.next('final')).toBe('settled');
  });

  it('is sent again after it failed', async () => {
    const { write, sent, present } = openWriter();
    present.failure = new TypeError('fetch failed');
    await expect(write()).rejects.toThrow('fetch failed');
    present.failure = undefined;
    await write();
    expect(texts(sent)).toEqual(['hello']);
  });

  it('keeps the files that the message holds', async () => {
    const file = { name: 'reasoning.md', content: 'because' };
    const { write, show, sent } = openWriter();
    show(frameOf('one', file));
    await write();
    show(frameOf('two', file));
    await write();
    expect(sent.map(({ kept }) => kept)).toEqual([[], [{ id: 'f0', file }]]);
  });
});

describe('several pages', () => {
  it('are brought up to date from the first on', async () => {
    const { writer, write, show, sent } = openWriter();
    show(frameOf('one'), frameOf('two'), frameOf('three'));
    while (typeof writer.next('final') === 'object') await write('final');
    expect(sent.map(({ type, text }) => `${type} ${text}`)).toEqual([
      'token-edit one',
      'channel-post two',
      // An earlier run may have posted it: then the post gave it back as it was.
      'channel-edit two',
      'channel-post three',
    ]);
  });

  it('are edited where they were posted, not posted again', async () => {
    const { write, show, sent, state } = openWriter();
    show(frameOf('one'), frameOf('two'));
    await write();
    await write();
    show(frameOf('one'), frameOf('two, longer'));
    await write();
    expect(sent.map(({ type }) => type)).toEqual(['token-edit', 'channel-post', 'channel-edit']);
    expect(state.pages).toHaveLength(2);
  });

  it('are edited when their post may have given back an earlier one', async () => {
    const { write, show, sent, present } = openWriter({ pages: 2 });
    show(frameOf('one'), frameOf('two'));
    await write();
    await write();
    show(frameOf('one'), frameOf('two'), frameOf('three'));
    present.failure = new TypeError('fetch failed');
    await expect(write()).rejects.toThrow('fetch failed');
    present.failure = undefined;
    await write();
    await write();
    expect(sent.slice(-2).map(({ type, text }) => `${type} ${text}`)).toEqual([
      'channel-post three',
      'channel-edit three',
    ]);
  });

  it('leave those alone that have not changed', async () => {
    const { write, show, sent } = openWriter();
    show(frameOf('one'), frameOf('two'));
    await write();
    await write();
    show(frameOf('one'), frameOf('two, longer'));
    await write();
    expect(texts(sent)).toEqual(['one', 'two', 'two, longer']);
  });

  it('are not edited for a post whose turn never came', async () => {
    const { writer, write, show, sent, present } = openWriter({ pages: 2 });
    show(frameOf('one'), frameOf('two'));
    await write();
    await write();
    show(frameOf('one'), frameOf('two'), frameOf('three'));
    await write();
    await write();
    show(frameOf('one'), frameOf('two'), frameOf('three'), frameOf('four'));
    const overtaken = new Error('overtaken');
    present.beforeTurn = () => Promise.reject(overtaken);
    await expect(write()).rejects.toBe(overtaken);
    present.beforeTurn = () => Promise.resolve();
    while (typeof writer.next('streaming') === 'object') await write();
    expect(sent.at(-1)).toMatchObject({ type: 'channel-post', text: 'four' });
  });

  it('are found again by a second run', async () => {
    const { write, show, sent } = openWriter({ pages: 2 });
    show(frameOf('one'), frameOf('two'));
    await write();
    await write();
    expect(sent.map(({ type }) => type)).toEqual(['token-edit', 'channel-edit']);
  });

  it('are saved as soon as they are posted', async () => {
    const { write, show, saved, state } = openWriter();
    show(frameOf('one'), frameOf('two'));
    await write();
    expect(saved).toEqual([]);
    await write();
    expect(saved).toEqual([false]);
    expect(state.pages[1]).toEqual({ channelId: homeChannelId, messageId: 'posted-2' });
  });
});

describe('a page that begins while text flows', () => {
  it('is posted before the page above it loses its buttons', async () => {
    const { writer, write, show, sent } = openWriter();
    show(frameOf('one [Stop]'));
    await write();
    show(frameOf('one, whole'), frameOf('two [Stop]'));
    while (typeof writer.next('streaming') === 'object') await write();
    expect(texts(sent)).toEqual([
      'one [Stop]',
      'two [Stop]',
      'one, whole',
      // An earlier run may have posted it: then the post gave it back as it was.
      'two [Stop]',
    ]);
  });

  it('makes the page above it hurry', async () => {
    const { write, show, sent, delays } = openWriter();
    await write();
    show(frameOf('one, whole'), frameOf('two'));
    await write();
    delays['token-edit'] = 900;
    await write();
    expect(sent[2]).toMatchObject({ type: 'channel-edit', text: 'one, whole', urgency: 'phase' });
  });
});

describe('pages beyond the end of the reply', () => {
  it('are deleted, the last one first, when all others show what they should', async () => {
    const { writer, write, show, sent, removed, state } = openWriter({ pages: 3 });
    show(frameOf('one'));
    while (typeof writer.next('final') === 'object') await write('final');
    expect(texts(sent)).toEqual(['one']);
    expect(removed.map(({ type, ...target }) => ({ type, ...target }))).toMatchObject([
      { type: 'channel-edit', messageId: 'page-2' },
      { type: 'channel-edit', messageId: 'page-1' },
    ]);
    expect(state.pages).toHaveLength(1);
  });

  it('stay when no call reaches them', async () => {
    const { writer, write, show, surface } = openWriter({ pages: 2 });
    show(frameOf('one'));
    await write('final');
    for (const target of surface.targetsOf(1)) surface.lose(target);
    expect(writer.next('final')).toBe('settled');
  });
});

describe('a page that somebody deleted', () => {
  it('is not posted again, and those after it are deleted in the end', async () => {
    const { writer, write, show, removed, state } = openWriter({ pages: 3 });
    show(frameOf('one'), frameOf('two'), frameOf('three'));
    await write('final');
    await writer.forget(1);
    while (typeof writer.next('final') === 'object') await write('final');
    expect(removed).toMatchObject([{ messageId: 'page-2' }]);
    expect(state).toMatchObject({ maxPages: 1, pages: [{ messageId: replyMessageId }] });
  });
});

describe('a request', () => {
  it('tells whether it had files with it', async () => {
    const { writer, show } = openWriter();
    show(frameOf('one', { name: 'reasoning.md', content: 'because' }));
    const write = pending(writer.next('final'));
    expect(write.hadFiles()).toBe(false);
    await write.send(signal);
    expect(write.hadFiles()).toBe(true);
  });
});

describe('pages that an earlier attempt has posted', () => {
  it('are emptied when the reply has fewer now, and filled again when it has more', async () => {
    const { writer, write, show, sent } = openWriter({ pages: 3 });
    show(frameOf('one'));
    while (typeof writer.next('phase') === 'object') await write('streaming');
    expect(texts(sent)).toEqual(['one', '-# …', '-# …']);
    show(frameOf('one'), frameOf('two'));
    await write();
    expect(sent.at(-1)).toMatchObject({ type: 'channel-edit', text: 'two' });
    expect(writer.next('streaming')).toBe('settled');
  });
});

describe('a follow-up, which takes no nonce', () => {
  const openPrivate = async () => {
    const opened = openWriter({ canUseChannel: false });
    await opened.write();
    opened.show(frameOf('hello'), frameOf('two'));
    return opened;
  };

  it('is noted down before it is posted', async () => {
    const { write, saved, present } = await openPrivate();
    const savedBefore: boolean[][] = [];
    present.beforePost = () => Promise.resolve(void savedBefore.push([...saved]));
    await write();
    expect(savedBefore).toEqual([[true]]);
    expect(saved).toEqual([true, false]);
  });

  it('is kept with the token that can edit it', async () => {
    const { write, state, sent } = await openPrivate();
    await write();
    expect(sent.at(-1)).toMatchObject({ type: 'token-post', text: 'two' });
    expect(state.pages[1]).toMatchObject({ tokenMessageId: replyMessageId });
  });

  it('is not posted again when it may have been posted', async () => {
    const { writer, write, present } = await openPrivate();
    present.failure = new TypeError('fetch failed');
    await expect(write()).rejects.toThrow('fetch failed');
    expect(writer.next('final')).toBe('settled');
  });

  it('is posted later when Discord refused it', async () => {
    const { write, sent, saved, present } = await openPrivate();
    present.failure = rateLimit;
    await expect(write()).rejects.toBe(rateLimit);
    expect(saved).toEqual([true, false]);
    present.failure = undefined;
    await write();
    expect(texts(sent)).toEqual(['hello', 'two']);
  });

  it('is not noted down when there is nothing to post any more', async () => {
    const { write, show, saved, present } = await openPrivate();
    present.beforeTurn = () => Promise.resolve(show(frameOf('hello')));
    await write();
    expect(saved).toEqual([]);
  });

  it('is posted later when its turn never came', async () => {
    const { write, sent, present } = await openPrivate();
    const overtaken = new Error('overtaken');
    present.beforeTurn = () => Promise.reject(overtaken);
    await expect(write()).rejects.toBe(overtaken);
    present.beforeTurn = () => Promise.resolve();
    await write();
    expect(texts(sent)).toEqual(['hello', 'two']);
  });
});

describe('the call that is used', () => {
  it('is the usual one for growing text, with nothing reserved while there is a spare', async () => {
    const { write, sent, delays } = openWriter();
    delays['token-edit'] = 900;
    await write('streaming');
    expect(sent).toMatchObject([{ type: 'token-edit', reserve: 0 }]);
  });

  it('is the usual one for the beginning of a phase whose turn has come', async () => {
    const { write, sent } = openWriter();
    await write('phase');
    expect(sent).toMatchObject([{ type: 'token-edit', reserve: 0 }]);
  });

  it('is the spare one for the beginning of a phase out of turn, while others keep two requests', async () => {
    const { write, sent, delays } = openWriter();
    delays['token-edit'] = 900;
    await write('phase');
    expect(sent).toMatchObject([{ type: 'channel-edit', reserve: 2 }]);
  });

  it('is the usual one, in turn, for the beginning of a phase when others need the spare one', async () => {
    const { write, sent, delays } = openWriter();
    Object.assign(delays, { 'token-edit': 900, 'channel-edit': 1_000 });
    await write('phase');
    expect(sent).toMatchObject([{ type: 'token-edit', urgency: 'streaming', reserve: 0 }]);
  });

  it('is the usual one for the final frame while it has room', async () => {
    const { write, sent } = openWriter();
    await write('final');
    expect(sent).toMatchObject([{ type: 'token-edit', urgency: 'final' }]);
  });

  it('is the spare one for the final frame when the usual one has no room', async () => {
    const { write, sent, delays } = openWriter();
    delays['token-edit'] = 700;
    await write('final');
    expect(sent).toMatchObject([{ type: 'channel-edit', urgency: 'final', reserve: 0 }]);
  });

  it('is the usual one for the final frame when none has room', async () => {
    const { write, sent, delays } = openWriter();
    Object.assign(delays, { 'token-edit': 700, 'channel-edit': 100 });
    await write('final');
    expect(sent).toMatchObject([{ type: 'token-edit' }]);
  });

  it('keeps a request for the final frame where there is no spare', async () => {
    const { write, sent } = openWriter({ canUseChannel: false });
    await write('streaming');
    expect(sent).toMatchObject([{ type: 'token-edit', reserve: 1 }]);
  });

  it('is none when no call reaches a page that differs', () => {
    const { writer, surface } = openWriter();
    for (const target of surface.targetsOf(0)) surface.lose(target);
    expect(writer.next('final')).toBe('out-of-reach');
  });
});
