import { expect, it } from 'vitest';
import { createTellUnder, type Notice } from '../../../../src/gateway/messages/message-notices.ts';
import type { MessageOrigin } from '../../../../src/gateway/messages/message-request.ts';
import { createLogLines } from '../../../support/log-lines.ts';

const origin = (fields: Partial<MessageOrigin> = {}): MessageOrigin => ({
  id: '10',
  asker: { id: 'ann', name: 'Ann' },
  homeGuildId: '1',
  roleIds: [],
  channelIds: ['c'],
  place: { guildId: '1', channelId: 'c', repliesTo: '10', isPrivate: false, canUseChannel: true },
  locale: 'en-US',
  askedAt: 0,
  ...fields,
});

function openNotices() {
  const posts: string[] = [];
  const clock = { at: 0 };
  const calls = {
    post: ({ channelId, text }: { channelId: string; text: string }) => {
      posts.push(`${channelId}: ${text}`);
      return Promise.resolve();
    },
  };
  const log = createLogLines();
  const tell = createTellUnder({ calls, log: log.logger, now: () => clock.at });
  return { posts, clock, tell, log };
}

const full: Notice = { kind: 'QUEUE_FULL', text: 'full', restMs: 60_000 };

it('tells each person the same once in its time, in each channel', async () => {
  const { posts, clock, tell } = openNotices();
  const place = { guildId: '1', channelId: 'd', isPrivate: false, canUseChannel: true };
  await tell(origin(), full);
  await tell(origin(), full);
  await tell(origin({ asker: { id: 'bob', name: 'Bob' } }), full);
  await tell(origin({ place }), full);
  await tell(origin(), { ...full, kind: 'other', text: 'other' });
  clock.at = 60_000;
  await tell(origin(), full);
  expect(posts).toEqual(['c: full', 'c: full', 'd: full', 'c: other', 'c: full']);
});

it('leaves a line in the log where the bot may not write', async () => {
  const { posts, tell, log } = openNotices();
  const place = { guildId: '1', channelId: 'c', isPrivate: false, canUseChannel: false };
  await tell(origin({ place }), full);
  expect(posts).toEqual([]);
  expect(JSON.stringify(log)).not.toContain('full');
});
