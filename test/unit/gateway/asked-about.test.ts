import type { Message } from 'discord.js';
import { expect, it } from 'vitest';
import { describeAskedAbout, toSubject } from '../../../src/gateway/asked-about.ts';

const botId = '5';
const none = { embeds: [], components: [], attachments: new Map() };

/** Outside of servers. */
function messageOf(given: object): Message {
  const author = { id: '2', globalName: 'Mod', username: 'mod' };
  const messageSnapshots = { first: () => undefined };
  return {
    id: '9',
    author,
    content: '',
    messageSnapshots,
    ...none,
    ...given,
  } as unknown as Message;
}

const forwarding = (given: object) =>
  messageOf({ messageSnapshots: { first: () => ({ content: '', ...none, ...given }) } });

it('has the words of a message from its author', () => {
  const about = describeAskedAbout(messageOf({ content: 'The sky is green.' }), botId);
  expect(toSubject(about, [])).toEqual({
    author: { id: '2', name: 'Mod' },
    text: 'The sky is green.',
  });
});

it('has the words of a forwarded message from nobody, and tells who passed it on', () => {
  const files = new Map([['1', { name: 'a.txt', size: 1, contentType: null, url: 'http://x' }]]);
  const embeds = [{ title: 'News', description: null }];
  const message = forwarding({ content: 'The sky is green.', attachments: files, embeds });
  const about = describeAskedAbout(message, botId);
  expect(about.attachments.map(({ name }) => name)).toEqual(['a.txt']);
  expect(toSubject(about, [])).toEqual({
    author: { id: '2', name: 'Mod' },
    isForwarded: true,
    text: 'The sky is green.\n\nNews',
  });
});

it('does not take a message for an answer of its own because it is in one that the bot forwards', () => {
  const author = { id: botId, displayName: 'Aloud' };
  expect(describeAskedAbout(messageOf({ author }), botId).isOwn).toBe(true);
  const snapshot = { content: 'hi', ...none };
  const message = messageOf({ author, messageSnapshots: { first: () => snapshot } });
  expect(describeAskedAbout(message, botId)).toMatchObject({ isOwn: false, text: 'hi' });
});
