import { describe, expect, it } from 'vitest';
import {
  readMessage,
  type HeardMessage,
  type Surroundings,
} from '../../../../src/gateway/messages/read-message.ts';

const botId = '100000000000000001';
const mention = `<@${botId}>`;
const toBot = { messageId: 'answer', isToBot: true };
const toMember = { messageId: 'words', isToBot: false };

function read(message: Partial<HeardMessage>, { readsAll = false } = {}) {
  const heard: HeardMessage = {
    text: 'Why?',
    hasFiles: false,
    isByPerson: true,
    surroundings: 'channel',
    ...message,
  };
  return readMessage(heard, { botId, readsAll });
}

const question = {
  type: 'question',
  text: 'Why?',
  isMentioned: false,
  repliesToBot: undefined,
  about: undefined,
};
const everywhere: Surroundings[] = ['direct', 'own-thread', 'thread', 'channel'];

describe('a message is a question', () => {
  it('wherever it mentions the bot, and the mention is no part of it', () => {
    for (const surroundings of everywhere) {
      expect(read({ text: `${mention} Why?`, surroundings })).toEqual({
        ...question,
        isMentioned: true,
      });
    }
  });

  it('wherever it replies to the bot, whose message it names', () => {
    for (const surroundings of everywhere) {
      expect(read({ repliesTo: toBot, surroundings })).toEqual({
        ...question,
        repliesToBot: 'answer',
      });
    }
  });

  it('when it is written to the bot alone', () => {
    expect(read({ surroundings: 'direct' })).toEqual(question);
  });

  it('in a thread of the bot, where Discord shows the text of all messages', () => {
    expect(read({ surroundings: 'own-thread' }, { readsAll: true })).toEqual(question);
  });

  it('of nothing but files', () => {
    expect(read({ text: '', hasFiles: true, surroundings: 'direct' })).toMatchObject({ text: '' });
  });

  it('about the message of somebody else to which it replies with a mention, with words or without', () => {
    for (const text of ['Why?', '']) {
      expect(read({ text: `${text}${mention}`, repliesTo: toMember })).toMatchObject({
        text,
        about: 'words',
      });
    }
  });
});

describe('a message is nothing of the bot’s business', () => {
  it('in a channel, or in a thread of others, without a mention or a reply', () => {
    for (const surroundings of ['channel', 'thread'] as const) {
      expect(read({ surroundings }, { readsAll: true })).toEqual({ type: 'ignored' });
    }
  });

  it('in a thread of the bot without a mention, where Discord does not show all messages', () => {
    expect(read({ surroundings: 'own-thread', text: '' })).toEqual({ type: 'ignored' });
  });

  it('when a bot wrote it, a webhook, or Discord itself', () => {
    for (const surroundings of everywhere) {
      expect(read({ text: mention, isByPerson: false, surroundings })).toEqual({ type: 'ignored' });
    }
  });

  it('when it calls everybody, a role, or another person', () => {
    for (const text of ['@everyone', '@here', `<@&${botId}>`, '<@100000000000000002>']) {
      expect(read({ text: `${text} Why?` })).toEqual({ type: 'ignored' });
    }
  });

  it('when it replies to somebody else without a mention', () => {
    expect(read({ repliesTo: toMember })).toEqual({ type: 'ignored' });
  });

  it('when it holds a sticker alone', () => {
    expect(read({ text: '', surroundings: 'direct' })).toEqual({ type: 'ignored' });
    const sticker = { text: '', surroundings: 'own-thread' } as const;
    expect(read(sticker, { readsAll: true })).toEqual({ type: 'ignored' });
  });
});

describe('a message is unclear', () => {
  it('that mentions the bot and asks nothing', () => {
    const unclear = { type: 'unclear', why: 'nothingAsked' };
    expect(read({ text: ` ${mention} ` })).toEqual(unclear);
    expect(read({ text: mention, repliesTo: toBot })).toEqual(unclear);
  });

  it('that replies to the bot with a text that Discord withholds', () => {
    const blank = { text: '', repliesTo: toBot };
    expect(read(blank)).toEqual({ type: 'unclear', why: 'unreadable' });
    expect(read(blank, { readsAll: true })).toEqual({ type: 'ignored' });
  });
});

it('a forwarded message is no question, and whoever sent it to the bot is told how to ask about it', () => {
  const forwarded = { text: '', isForwarded: true };
  const unclear = { type: 'unclear', why: 'unreadableSubject' };
  expect(read({ ...forwarded, surroundings: 'direct' })).toEqual(unclear);
  expect(read({ ...forwarded, surroundings: 'own-thread' }, { readsAll: true })).toEqual(unclear);
  expect(read({ ...forwarded, surroundings: 'channel' })).toEqual({ type: 'ignored' });
});
