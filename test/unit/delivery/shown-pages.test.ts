import { ComponentType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { createShownPages } from '../../../src/delivery/shown-pages.ts';
import { createHome } from '../../../src/delivery/surfaces.ts';
import type { Frame } from '../../../src/rendering/frame.ts';
import { askedAt, askWith, homeChannelId, replyMessageId } from '../../support/ask.ts';

const frameOf = (text: string): Frame => ({
  components: [{ type: ComponentType.TextDisplay, content: text }],
  files: [],
});

const channelId = homeChannelId;
const edit = { type: 'channel-edit', channelId, messageId: replyMessageId } as const;

/** One page, which shows `hello`. */
function openPages() {
  const pages = [{ channelId, messageId: replyMessageId }];
  const surface = createHome({
    ask: askWith(),
    state: { pages, isFollowUpPending: false },
    token: () => undefined,
    discordNow: () => askedAt,
  });
  const shown = createShownPages(surface);
  const hello = frameOf('hello');
  const show = (frame: Frame) =>
    shown.take(0, edit, { id: replyMessageId, channelId, frame, files: [] });
  show(hello);
  return { shown, show, hello };
}

it('know what stands there, be it the same frame or one that looks alike', () => {
  const { shown, hello } = openPages();
  expect([hello, frameOf('hello')].map((frame) => shown.isStale(frame, 0))).toEqual([false, false]);
  expect(shown.isStale(frameOf('other'), 0)).toBe(true);
});

it('take nothing to stand there any more when a later frame may have come', () => {
  const { shown, hello } = openPages();
  shown.doubt(0);
  expect([hello, frameOf('hello')].map((frame) => shown.isStale(frame, 0))).toEqual([true, true]);
});

it('know again what stands there when one has come for sure', () => {
  const { shown, show, hello } = openPages();
  shown.doubt(0);
  show(hello);
  expect(shown.isStale(hello, 0)).toBe(false);
});

it('do not believe in a post that may be an earlier one, also when an edit of another page was lost since', () => {
  const { shown } = openPages();
  const later = frameOf('later');
  const sent = { id: '77', channelId, frame: later, files: [] };
  shown.doubt(1);
  shown.doubt(0);
  expect(shown.take(1, { type: 'channel-post', channelId, nonce: 'n' }, sent)).toBe(true);
  expect(shown.isStale(later, 1)).toBe(true);
});
