import { describe, expect, it } from 'vitest';
import type { AskPlace } from '../../../src/asks/ask.ts';
import type { ReplyToken } from '../../../src/asks/reply-tokens.ts';
import type { ReplyState } from '../../../src/delivery/reply-state.ts';
import { createDirectMessage, createHome } from '../../../src/delivery/surfaces.ts';
import type { Target } from '../../../src/delivery/target.ts';
import {
  askedAt,
  askWith,
  homeChannelId,
  replyMessageId,
  replyTokenWith,
} from '../../support/ask.ts';

const minutes = (count: number) => count * 60_000;
const firstPage = { channelId: homeChannelId, messageId: replyMessageId };

interface Given {
  place?: Partial<AskPlace>;
  state?: Partial<ReplyState>;
  token?: ReplyToken | undefined;
}

/** A reply at home, with a clock and a token that the test moves. */
function openHome({ place = {}, state = {}, ...given }: Given = {}) {
  const present = {
    now: askedAt,
    token: 'token' in given ? given.token : replyTokenWith(),
  };
  const home = createHome({
    ask: askWith({ place }),
    state: { pages: [firstPage], isFollowUpPending: false, ...state },
    token: () => present.token,
    discordNow: () => present.now,
  });
  return {
    home,
    present,
    at: (count: number) => {
      present.now = askedAt + minutes(count);
    },
    typesOf: (index: number) => home.targetsOf(index).map(({ type }) => type),
  };
}

/** The only target of a page. */
function only(targets: Target[]): Target {
  const [target, ...others] = targets;
  if (!target || others.length > 0) throw new Error(`one target, not ${targets.length}`);
  return target;
}

describe('a public reply in a channel that the bot can use', () => {
  it('is edited by the token, with the channel as the spare call', () => {
    expect(openHome().home.targetsOf(0)).toEqual([
      { type: 'token-edit', token: replyTokenWith(), messageId: replyMessageId },
      { type: 'channel-edit', channelId: homeChannelId, messageId: replyMessageId },
    ]);
  });

  it('is edited by the channel alone from minute 14 on', () => {
    const { at, typesOf } = openHome();
    at(13.99);
    expect(typesOf(0)).toEqual(['token-edit', 'channel-edit']);
    at(14);
    expect(typesOf(0)).toEqual(['channel-edit']);
  });

  it('is edited by the channel when Redis has the token no more', () => {
    expect(openHome({ token: undefined }).typesOf(0)).toEqual(['channel-edit']);
  });

  it('goes on in posts to the channel', () => {
    expect(openHome().typesOf(1)).toEqual(['channel-post']);
  });

  it('edits a posted page by the channel, as the token does not reach it', () => {
    const page = { channelId: homeChannelId, messageId: '300000000000000002' };
    const { typesOf } = openHome({ state: { pages: [firstPage, page] } });
    expect(typesOf(1)).toEqual(['channel-edit']);
  });

  it('names each page by a nonce that a second run repeats', () => {
    const [one] = openHome().home.targetsOf(1);
    const [same] = openHome().home.targetsOf(1);
    const [next] = openHome().home.targetsOf(2);
    expect(one).toEqual(same);
    expect(one).not.toEqual(next);
    expect(one).toMatchObject({ nonce: expect.stringMatching(/^.{1,25}$/) });
  });

  it('may have any number of pages, and needs no notice', () => {
    const { home, at } = openHome();
    at(20);
    expect(home.maxPages()).toBe(Number.POSITIVE_INFINITY);
    expect(home.notice()).toBeUndefined();
  });

  it('ends before a page that somebody deleted', () => {
    const page = { channelId: homeChannelId, messageId: '300000000000000002' };
    const later = { channelId: homeChannelId, messageId: '300000000000000003' };
    const { home } = openHome({ state: { pages: [firstPage, page, later] } });
    home.forget(1);
    expect(home.maxPages()).toBe(1);
    expect(home.pages).toEqual([firstPage, later]);
    home.forget(1);
    expect(home.maxPages()).toBe(1);
  });

  it('ends there in a second run, too', () => {
    expect(openHome({ state: { maxPages: 2 } }).home.maxPages()).toBe(2);
  });

  it('takes files until it is known to take none', () => {
    const { home } = openHome();
    expect(home.canAttach()).toBe(true);
    home.loseFiles();
    expect(home.canAttach()).toBe(false);
  });

  it('lives on the token when the channel is lost', () => {
    const { home, typesOf } = openHome();
    home.lose({ type: 'channel-edit', channelId: homeChannelId, messageId: replyMessageId });
    expect(typesOf(0)).toEqual(['token-edit']);
    expect(typesOf(1)).toEqual(['token-post']);
  });

  it('lives on the channel when the token is lost', () => {
    const { home, typesOf } = openHome();
    home.lose({ type: 'token-edit', token: replyTokenWith(), messageId: replyMessageId });
    expect(typesOf(0)).toEqual(['channel-edit']);
  });

  it('is out of reach when both are lost', () => {
    const { home, typesOf } = openHome();
    for (const target of home.targetsOf(0)) home.lose(target);
    expect([typesOf(0), typesOf(1)]).toEqual([[], []]);
    expect(home.notice()).toBe('direct-message-follows');
  });
});

describe.each([
  ['a private reply', { isPrivate: true }],
  ['a reply where the bot is no member', { canUseChannel: false }],
])('%s', (_, place) => {
  it('is reached by the token alone', () => {
    const { typesOf } = openHome({ place });
    expect([typesOf(0), typesOf(1)]).toEqual([['token-edit'], ['token-post']]);
  });

  it('uses the token until its last quarter of a minute', () => {
    const { at, typesOf } = openHome({ place });
    at(14.74);
    expect(typesOf(0)).toEqual(['token-edit']);
    at(14.75);
    expect([typesOf(0), typesOf(1)]).toEqual([[], []]);
  });

  it('offers to keep following from minute 12, and announces a direct message from minute 14', () => {
    const { home, at } = openHome({ place });
    at(11.99);
    expect(home.notice()).toBeUndefined();
    at(12);
    expect(home.notice()).toBe('keep-following');
    at(14);
    expect(home.notice()).toBe('direct-message-follows');
  });

  it('goes on for 15 minutes with the token that a press brought', () => {
    const { home, at, present, typesOf } = openHome({ place });
    at(13);
    present.token = replyTokenWith({ token: 'fresh', expiresAt: askedAt + minutes(28) });
    expect(home.notice()).toBeUndefined();
    at(20);
    expect(typesOf(0)).toEqual(['token-edit']);
  });

  it('goes on with a fresh token after the first one was lost', () => {
    const { home, present, typesOf } = openHome({ place });
    home.lose(only(home.targetsOf(0)));
    expect(typesOf(0)).toEqual([]);
    present.token = replyTokenWith({ token: 'fresh' });
    expect(typesOf(0)).toEqual(['token-edit']);
  });

  it('has one page and five follow-ups at most', () => {
    expect(openHome({ place }).home.maxPages()).toBe(6);
  });

  it('gets no further page when one was posted perhaps', () => {
    const { home } = openHome({ place, state: { isFollowUpPending: true } });
    expect(home.maxPages()).toBe(1);
  });

  it('edits a follow-up by the token that posted it', () => {
    const page = {
      channelId: homeChannelId,
      messageId: '300000000000000002',
      tokenMessageId: replyMessageId,
    };
    const { home } = openHome({ place, state: { pages: [firstPage, page] } });
    expect(only(home.targetsOf(1))).toMatchObject({
      type: 'token-edit',
      messageId: '300000000000000002',
    });
  });
});

it('keeps the follow-ups of a private reply private', () => {
  const { home } = openHome({ place: { isPrivate: true } });
  expect(only(home.targetsOf(1))).toMatchObject({ type: 'token-post', isPrivate: true });
});

describe('a direct message', () => {
  const channelId = '200000000000000009';
  const openDirect = (pages: ReplyState['pages'] = []) =>
    createDirectMessage({ ask: askWith(), state: { channelId, pages } });

  it('is posted, and edited from then on', () => {
    expect(openDirect().targetsOf(0)).toMatchObject([{ type: 'channel-post', channelId }]);
    expect(openDirect([{ channelId, messageId: '7' }]).targetsOf(0)).toEqual([
      { type: 'channel-edit', channelId, messageId: '7' },
    ]);
  });

  it('says that it is where the answer comes', () => {
    expect(openDirect().notice()).toBe('answer-by-direct-message');
  });

  it('has nonces of its own', () => {
    const [post] = openDirect().targetsOf(1);
    expect(post).not.toMatchObject({
      nonce: openHome()
        .home.targetsOf(1)
        .map((target) => 'nonce' in target && target.nonce)[0],
    });
  });

  it('ends before a page that somebody deleted', () => {
    const direct = openDirect([
      { channelId, messageId: '7' },
      { channelId, messageId: '8' },
    ]);
    direct.forget(1);
    expect(direct.maxPages()).toBe(1);
    expect(direct.pages).toHaveLength(1);
  });

  it('is out of reach when the person takes none', () => {
    const direct = openDirect();
    direct.lose(only(direct.targetsOf(0)));
    expect(direct.targetsOf(0)).toEqual([]);
  });
});

describe('a reply to a message', () => {
  const question = '700000000000000001';

  it('is posted as an answer to it, and the later pages below that', () => {
    const { home } = openHome({ place: { repliesTo: question }, state: { pages: [] } });
    expect(only(home.targetsOf(0))).toMatchObject({ type: 'channel-post', repliesTo: question });
    expect(only(home.targetsOf(1))).not.toHaveProperty('repliesTo');
  });

  it('needs no quote of the question where that stands above', () => {
    const place = { repliesTo: question };
    expect(openHome({ place }).home.isBelowQuestion).toBe(true);
    const { channelId } = firstPage;
    const direct = createDirectMessage({
      ask: askWith({ place }),
      state: { channelId, pages: [] },
    });
    expect(direct.isBelowQuestion).toBe(false);
  });
});

describe('a reply that can be made anew', () => {
  it('is any that the bot can edit by its channel', () => {
    expect(openHome().home.maxPagesAgain()).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([{ isPrivate: true }, { canUseChannel: false }])(
    'is one of one page where the press alone brings a call (%o)',
    (place) => {
      expect(openHome({ place }).home.maxPagesAgain()).toBe(1);
    },
  );

  it('is none that had to go on in a direct message', () => {
    const { channelId } = firstPage;
    const direct = createDirectMessage({ ask: askWith(), state: { channelId, pages: [] } });
    expect(direct.maxPagesAgain()).toBe(0);
  });
});
