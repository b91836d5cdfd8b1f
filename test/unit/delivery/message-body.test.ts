import { MessageFlags } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { toMessageBody } from '../../../src/delivery/message-body.ts';
import type { Frame } from '../../../src/rendering/frame.ts';

const file = (name: string, content = 'text') => ({ name, content });
const frame = (...files: Frame['files']): Frame => ({ components: [], files });

it('is in Components V2, pings nobody and unfurls no link', () => {
  const { body } = toMessageBody(frame(), []);
  expect(body).toMatchObject({
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
    allowed_mentions: { parse: [] },
  });
});

it('never has a content field, which Components V2 refuses', () => {
  expect(toMessageBody(frame(), []).body).not.toHaveProperty('content');
});

it('uploads the files that the message does not hold', () => {
  const { body, files } = toMessageBody(frame(file('a.md'), file('b.md')), []);
  expect(body.attachments).toEqual([
    { id: '0', filename: 'a.md' },
    { id: '1', filename: 'b.md' },
  ]);
  expect(files.map(({ key, name, data }) => [key, name, data])).toEqual([
    ['files[0]', 'a.md', 'text'],
    ['files[1]', 'b.md', 'text'],
  ]);
});

it('keeps a file that the message holds without sending it again', () => {
  const { body, files } = toMessageBody(frame(file('a.md')), [{ id: '77', file: file('a.md') }]);
  expect(body.attachments).toEqual([{ id: '77', filename: 'a.md' }]);
  expect(files).toEqual([]);
});

it('replaces a file whose text has changed', () => {
  const kept = [{ id: '77', file: file('a.md', 'old') }];
  const { body, files } = toMessageBody(frame(file('a.md', 'new')), kept);
  expect(body.attachments).toEqual([{ id: '0', filename: 'a.md' }]);
  expect(files).toHaveLength(1);
});

it('takes away a file that the frame does not have', () => {
  const { body } = toMessageBody(frame(), [{ id: '77', file: file('a.md') }]);
  expect(body.attachments).toEqual([]);
});

it('sends a picture as what it is', () => {
  const png = new Uint8Array([137, 80, 78, 71]);
  const { files } = toMessageBody(frame({ name: 'formula-1.png', content: png }), []);
  expect(files).toMatchObject([{ name: 'formula-1.png', data: png, contentType: 'image/png' }]);
});

it('knows a picture that the message holds by its name', () => {
  const picture = () => ({ name: 'formula-1.png', content: new Uint8Array([137]) });
  const { body, files } = toMessageBody(frame(picture()), [{ id: '77', file: picture() }]);
  expect(body.attachments).toEqual([{ id: '77', filename: 'formula-1.png' }]);
  expect(files).toEqual([]);
});
