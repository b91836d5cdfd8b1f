import { MessageFlags, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { askAndDefer, openDiscord, restOf } from './open.ts';

const flags = MessageFlags.IsComponentsV2;
const say = (content: string) => ({ type: 10, content });
const button = (id: string, more = {}) => ({
  type: 2,
  style: 2,
  label: 'x',
  custom_id: id,
  ...more,
});
const buttons = (...ids: string[]) => ({ type: 1, components: ids.map((id) => button(id)) });
const times = <T>(length: number, make: (n: number) => T) =>
  Array.from({ length }, (_, n) => make(n));

async function openReply() {
  const discord = await openDiscord({ rateLimits: { 'webhook-edit': null } });
  const rest = restOf(discord);
  const deferred = await askAndDefer(discord, rest);
  const show = (...components: object[]) => deferred.edit({ flags, components });
  const upload = (body: object, ...names: string[]) =>
    rest.patch(Routes.webhookMessage(discord.applicationId, deferred.interaction.token), {
      auth: false,
      body,
      files: names.map((name) => ({ name, data: Buffer.from(`content of ${name}`) })),
    });
  return { discord, rest, show, upload, ...deferred };
}

describe('Components V2', () => {
  it('take the flag once: later edits may leave it out, but not take it away', async () => {
    const { show, edit, reply } = await openReply();
    await show(say('one'));
    await edit({ components: [say('two')] });
    expect(reply).toMatchObject({ text: 'two', isComponentsV2: true, flags });
    await expect(edit({ flags: 0, components: [say('three')] })).rejects.toMatchObject({
      code: 50035,
    });
  });

  it.each([
    ['content', { content: 'x' }],
    ['embeds', { embeds: [{ title: 'x' }] }],
    ['a poll', { poll: { question: { text: '?' } } }],
  ])('refuse %s', async (_what, legacy) => {
    const { edit, show } = await openReply();
    const body = { flags, components: [say('x')], ...legacy };
    await expect(edit(body)).rejects.toMatchObject({ code: 50035 });
    await show(say('x'));
    await expect(edit(legacy)).rejects.toMatchObject({ code: 50035 });
  });

  it('replace old content only when an edit sends it as null', async () => {
    const { edit, reply } = await openReply();
    await edit({ content: 'old' });
    const upgrade = { flags, components: [say('new')] };
    await expect(edit(upgrade)).rejects.toMatchObject({ code: 50035 });
    await edit({ ...upgrade, content: null });
    expect(reply).toMatchObject({ text: 'new', current: { content: '' } });
  });

  it('are refused without the flag', async () => {
    const { edit } = await openReply();
    await expect(edit({ content: 'x', components: [say('x')] })).rejects.toMatchObject({
      code: 50035,
    });
  });

  it('show at least something: 50006', async () => {
    const { show } = await openReply();
    await expect(show()).rejects.toMatchObject({ code: 50006 });
  });

  it('count 40 components, nested ones included', async () => {
    const { show } = await openReply();
    const box = { type: 17, components: times(39, () => say('x')) };
    await show(box);
    await expect(show(box, say('x'))).rejects.toMatchObject({ code: 50035 });
  });

  it('count 4000 code points over all texts', async () => {
    const { show } = await openReply();
    await show(say('😀'.repeat(2000)), { type: 17, components: [say('x'.repeat(2000))] });
    await expect(show(say('x'.repeat(2000)), say('x'.repeat(2001)))).rejects.toMatchObject({
      rawError: {
        errors: { components: { _errors: [{ code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED' }] } },
      },
    });
  });

  it('break Discord above 10,170 bytes of text and 12 for each text display: 500', async () => {
    const { show } = await openReply();
    await show(say('я'.repeat(1000)), say('語'.repeat(2000)));
    const largest = '語'.repeat(3386);
    await show(say(largest));
    await expect(show(say(`${largest}x`))).rejects.toMatchObject({ status: 500 });
  });

  it.each([
    ['an empty text', say('')],
    [
      'a container in a container',
      { type: 17, components: [{ type: 17, components: [say('x')] }] },
    ],
    ['an empty container', { type: 17, components: [] }],
    ['a button outside a row', button('a')],
    ['six buttons in a row', buttons('1', '2', '3', '4', '5', '6')],
    ['a label of 81 characters', { type: 1, components: [button('a', { label: 'x'.repeat(81) })] }],
    ['a custom id of 101 characters', buttons('x'.repeat(101))],
    ['an empty custom id', buttons('')],
    ['one custom id twice', { type: 17, components: [buttons('a'), buttons('a')] }],
    ['a select of 26 options', { type: 1, components: [select(26)] }],
    ['a select beside a button', { type: 1, components: [select(1), button('a')] }],
    ['a section without accessory', { type: 9, components: [say('x')] }],
    ['a gallery of 11 pictures', { type: 12, items: times(11, () => picture) }],
    ['an accent that is no colour', { type: 17, accent_color: 0x1000000, components: [say('x')] }],
    ['a file from the web', { type: 13, file: { url: 'https://example.com/a.md' } }],
    ['a file that was not uploaded', { type: 13, file: { url: 'attachment://a.md' } }],
  ])('refuse %s', async (_what, component) => {
    const { show, reply } = await openReply();
    await expect(show(component)).rejects.toMatchObject({ code: 50035, status: 400 });
    expect(reply.versions).toHaveLength(1);
  });

  it('say where the mistake is, in a tree', async () => {
    const { show } = await openReply();
    await expect(show({ type: 17, components: [say('')] })).rejects.toMatchObject({
      rawError: {
        message: 'Invalid Form Body',
        errors: {
          components: {
            0: { components: { 0: { content: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH' }] } } } },
          },
        },
      },
    });
  });

  it('show a file that they point to, uploaded now or kept, and hide one that they do not', async () => {
    const { upload, edit, reply } = await openReply();
    const fileBox = { type: 13, file: { url: 'attachment://a.md' }, spoiler: true };
    await upload({ flags, components: [fileBox] }, 'a.md', 'b.md');
    const shown = reply.attachments.map(({ name, isShown }) => [name, isShown]);
    expect(shown).toEqual([
      ['a.md', true],
      ['b.md', false],
    ]);
    await edit({ components: [fileBox, say('more')] });
    await expect(edit({ components: [fileBox], attachments: [] })).rejects.toMatchObject({
      code: 50035,
    });
    expect(reply.attachments[0]?.content.toString()).toBe('content of a.md');
  });

  it('come back with ids and with the addresses of their files', async () => {
    const { upload } = await openReply();
    const item = { media: { url: 'attachment://a.png' } };
    const body = { flags, components: [{ type: 12, items: [item] }] };
    expect(await upload(body, 'a.png')).toMatchObject({
      components: [
        { id: 1, items: [{ media: { url: expect.stringContaining('http://127.0.0.1') } }] },
      ],
    });
  });
});

const picture = { media: { url: 'https://example.com/a.png' } };

function select(options: number) {
  const list = times(options, (n) => ({ label: `${n}`, value: `${n}` }));
  return { type: 3, custom_id: 'select', options: list };
}
