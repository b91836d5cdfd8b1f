import { ComponentType, MessageFlags, MessageType, type APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { rebuildTurns } from '../../../../src/gateway/messages/rebuild-turns.ts';

const botId = '1';
const bot = { id: botId, username: 'aloud', bot: true };
const ann = { id: '2', username: 'ann', global_name: 'Ann' };
const bob = { id: '3', username: 'bob', global_name: null };
let seconds = 0;

type Fields = { [Field in keyof APIMessage]?: unknown };

/** Only what is read of it. Every message is written ten seconds after the one before. */
function message(id: string, fields: Fields): APIMessage {
  seconds += 10;
  const timestamp = new Date(seconds * 1_000).toISOString();
  return { id, type: MessageType.Default, content: '', timestamp, ...fields } as APIMessage;
}

const text = (content: string) => ({ type: ComponentType.TextDisplay, content }) as const;
const status = text('-# deepseek-r1:8b · 41 tokens/s · 59 s in all');

const page = (id: string, components: readonly object[], fields: Fields = {}): APIMessage =>
  message(id, {
    author: bot,
    flags: MessageFlags.IsComponentsV2,
    components,
    ...fields,
  });

const replyTo = (messageId: string) => ({
  type: MessageType.Reply,
  message_reference: { type: 0, message_id: messageId },
});

const usedBy = (user: object, id: string) => ({ interaction_metadata: { id, type: 2, user } });

const rebuild = (messages: APIMessage[], joinedBy: 'thread' | 'replies' = 'thread') =>
  rebuildTurns(messages, { botId, joinedBy });

describe('an answer', () => {
  it('is what the reply shows, without question, reasoning, status and buttons', () => {
    const [turn] = rebuild([
      page(
        'p1',
        [
          text(String.raw`> Why is 1\_000 \* 2 big?`),
          { type: ComponentType.Container, spoiler: true, components: [text('Hmm. Secret.')] },
          text('Because of \\*this\\*: `a\\_b`'),
          { type: ComponentType.Separator },
          {
            type: ComponentType.MediaGallery,
            items: [{ media: { url: '' }, description: String.raw`\frac{1}{2}` }],
          },
          text('So it is.'),
          status,
          { type: ComponentType.ActionRow, components: [] },
        ],
        usedBy(ann, 'i1'),
      ),
    ]);
    expect(turn).toEqual({
      id: 'i1',
      asker: { id: '2', name: 'Ann' },
      part: { id: 'i1', text: 'Why is 1_000 * 2 big?' },
      answer: 'Because of *this*: `a\\_b`\n\n$$\n\\frac{1}{2}\n$$\n\nSo it is.',
      messageIds: ['p1'],
    });
  });

  it('has all its pages, also where another one begins between them', () => {
    const turns = rebuild([
      page('p1', [text('> One?'), text('a')], usedBy(ann, 'i1')),
      page('q1', [text('> Two?'), text('b'), status], usedBy(bob, 'i2')),
      page('p2', [text('c'), status]),
    ]);
    expect(turns.map(({ answer }) => answer)).toEqual(['a\n\nc', 'b']);
  });

  it('that shows no text yet, and words of the bot that are no reply, make no turn', () => {
    expect(
      rebuild([
        page('p1', [text('> One?'), text('**3rd in line** · about 2 min')], usedBy(ann, 'i1')),
        message('n1', { author: bot, content: 'Write here to go on.' }),
      ]),
    ).toEqual([]);
  });
});

describe('a question', () => {
  it('is the message that the reply answers, with what its author wrote right after it', () => {
    const first = message('m1', { author: ann, content: `<@${botId}> Look` });
    const reply = page('p1', [text('Seen.'), status], replyTo('m1'));
    const second = message('m2', { author: ann, content: 'at this' });
    second.timestamp = new Date(Date.parse(first.timestamp) + 2_000).toISOString();
    const later = message('m3', { author: ann, content: 'thanks' });
    const [turn] = rebuild([first, reply, second, later]);
    expect(turn).toMatchObject({ id: 'm1', part: { id: 'm1', text: 'Look\nat this' } });
    expect(turn?.messageIds).toEqual(['m2', 'p1']);
  });

  it('keeps the message that it is about', () => {
    const subject = message('m0', { author: bob, content: 'The sky is green.' });
    const fields = { ...replyTo('m0'), referenced_message: subject };
    const question = message('m1', { author: ann, content: `<@${botId}>`, ...fields });
    const [turn] = rebuild([question, page('p1', [text('No.'), status], replyTo('m1'))]);
    expect(turn?.subject).toEqual({
      author: { id: '3', name: 'bob' },
      text: 'The sky is green.',
    });
  });

  it('that Discord withholds makes no turn', () => {
    const question = message('m1', { author: ann });
    expect(rebuild([question, page('p1', [text('No.'), status], replyTo('m1'))])).toEqual([]);
  });
});

describe('a turn goes on', () => {
  const messages = [
    message('m1', { author: ann, content: 'One?' }),
    page('p1', [text('1'), status], replyTo('m1')),
    message('m2', { author: bob, content: 'Two?' }),
    page('p2', [text('2'), status], replyTo('m2')),
    message('m3', { author: ann, content: 'Three?', ...replyTo('p1') }),
    page('p3', [text('3'), status], replyTo('m3')),
  ];

  it('from the one before it in a thread, or from the answer that it replies to', () => {
    const turns = rebuild(messages);
    expect(turns.map(({ previousId }) => previousId)).toEqual([undefined, 'm1', 'm1']);
  });

  it('from nothing elsewhere, if it replies to no answer', () => {
    const turns = rebuild(messages, 'replies');
    expect(turns.map(({ previousId }) => previousId)).toEqual([undefined, undefined, 'm1']);
  });
});
