import { describe, expect, it } from 'vitest';
import {
  createFindConversation,
  type AskedAt,
} from '../../../../src/gateway/messages/find-conversation.ts';

interface Given {
  /** The last turn of the channel. */
  last?: string;
  /** By message. */
  turns?: Record<string, string>;
  /** What Discord still holds. */
  readBack?: string;
}

function openFind({ last, turns = {}, readBack }: Given = {}) {
  return createFindConversation({
    turns: { lastIn: async () => last, turnOf: async (id) => turns[id] },
    readBack: { thread: async () => readBack, reply: async () => readBack },
  });
}

const placeIn = (surroundings: AskedAt['surroundings']): AskedAt => ({
  channelId: '7',
  messageId: '9',
  surroundings,
});

describe('a question in a thread', () => {
  it('goes on with what is the last there when it is stored, whatever was found before', async () => {
    expect(await openFind({ last: '1' }).of(placeIn('own-thread'))).toEqual({ channelId: '7' });
  });

  it('that is the first begins after the answer that the thread hangs on', async () => {
    const first = { channelId: '7', beginsAfter: '3' };
    expect(await openFind({ turns: { '7': '3' } }).of(placeIn('thread'))).toEqual(first);
    expect(await openFind({ readBack: '3' }).of(placeIn('own-thread'))).toEqual(first);
    expect(await openFind({ readBack: '3' }).of(placeIn('thread'))).toEqual({ channelId: '7' });
  });

  it('that only its asker sees goes on from there, and is no part of it', async () => {
    const askPrivately = (given: Given) => openFind(given).lastOf(placeIn('own-thread'));
    expect(await askPrivately({ last: '1', turns: { '7': '3' } })).toEqual({ turnId: '1' });
    expect(await askPrivately({ turns: { '7': '3' } })).toEqual({ turnId: '3' });
    expect(await askPrivately({})).toEqual({});
  });
});

it('a question in a channel begins a conversation unless it replies to an answer', async () => {
  const { goOn } = openFind({ turns: { '5': '2' } });
  const at = placeIn('channel');
  expect(await goOn(at, { repliesToBot: undefined, isMentioned: true })).toEqual({});
  expect(await goOn(at, { repliesToBot: '5', isMentioned: false })).toEqual({ turnId: '2' });
  expect(await goOn(at, { repliesToBot: '6', isMentioned: false })).toBeUndefined();
});
