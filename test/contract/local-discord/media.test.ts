import { MessageFlags, Routes, type APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { askAndDefer, openDiscord, restOf } from './open.ts';

const flags = MessageFlags.IsComponentsV2;
/** Bytes that no text encoding leaves as they are. */
const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff, 0xfe, 0xc3]);

const say = (content: string) => ({ type: 10, content });
const item = (name: string, more = {}) => ({ media: { url: `attachment://${name}` }, ...more });
const gallery = (...items: object[]) => ({ type: 12, items });
const fileBox = (name: string) => ({ type: 13, file: { url: `attachment://${name}` } });
const times = <T>(length: number, make: (n: number) => T) =>
  Array.from({ length }, (_, n) => make(n));

/** Signed anew each time. */
const addressed = (path: string | undefined): unknown => expect.stringContaining(`${path}?ex=`);

/** Of the components of a response: where their files are. */
interface Media {
  url: string;
  attachment_id: string;
}

async function openReply() {
  const discord = await openDiscord({ rateLimits: { 'webhook-edit': null } });
  const rest = restOf(discord);
  const { interaction, reply, edit } = await askAndDefer(discord, rest);
  const route = Routes.webhookMessage(discord.applicationId, interaction.token);
  const upload = async (components: object[], names: string[], more = {}) =>
    (await rest.patch(route, {
      auth: false,
      body: { flags, components, ...more },
      files: names.map((name) => ({ name, data: bytes, contentType: 'image/png' })),
    })) as APIMessage & { components: { items: { media: Media }[] }[] };
  const names = () => reply.attachments.map(({ name }) => name);
  return { discord, reply, edit, upload, names };
}

const refusal = { status: 400, code: 50035 };

describe('a media gallery', () => {
  it.each([
    ['no picture', gallery()],
    ['eleven pictures', gallery(...times(11, () => item('a.png')))],
    ['a picture that is not there', gallery(item('b.png'))],
    ['an address that is neither', gallery({ media: { url: 'file:///etc/passwd' } })],
    ['an empty description', gallery(item('a.png', { description: '' }))],
    ['1,025 characters of description', gallery(item('a.png', { description: '語'.repeat(1025) }))],
    ['a picture without an address', gallery({ media: {} })],
  ])('refuses %s', async (_what, component) => {
    const { upload, reply } = await openReply();
    await expect(upload([component], ['a.png'])).rejects.toMatchObject(refusal);
    expect(reply.versions).toHaveLength(1);
  });

  it('takes ten pictures, uploaded or from the web, with descriptions up to 1,024 characters', async () => {
    const { upload, reply } = await openReply();
    const description = '語'.repeat(1024);
    const web = { media: { url: 'https://example.com/a.png' }, spoiler: true };
    await upload([gallery(web, ...times(9, () => item('a.png', { description })))], ['a.png']);
    expect(reply.versions).toHaveLength(2);
  });

  it('may show a file that another one shows too', async () => {
    const { upload, reply } = await openReply();
    await upload([gallery(item('a.png')), say('or'), gallery(item('a.png'))], ['a.png']);
    expect(reply.attachments).toMatchObject([{ name: 'a.png', isShown: true }]);
  });
});

describe('a separator', () => {
  it.each([{ spacing: 0 }, { spacing: 3 }, { divider: 'yes' }])('refuses %j', async (fields) => {
    const { edit } = await openReply();
    const components = [say('x'), { type: 14, ...fields }];
    await expect(edit({ flags, components })).rejects.toMatchObject(refusal);
  });

  it('takes a small or a large space, with a line or without', async () => {
    const { edit, reply } = await openReply();
    const separators = [{}, { spacing: 1 }, { spacing: 2, divider: false }, { divider: true }].map(
      (fields) => ({ type: 14, ...fields }),
    );
    await edit({ flags, components: [say('x'), ...separators] });
    expect(reply.current.components).toHaveLength(5);
  });
});

describe('the files of a message', () => {
  it('are served byte for byte where the component says, under the type they came with', async () => {
    const { upload } = await openReply();
    const message = await upload([gallery(item('a.png'))], ['a.png']);
    const served = await fetch(message.components[0]?.items[0]?.media.url ?? '');
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await served.arrayBuffer())).toEqual(bytes);
  });

  it('are named in the component that shows them, and not in `attachments`', async () => {
    const { upload, reply } = await openReply();
    const components = [gallery(item('a.png')), fileBox('b.md')];
    const message = await upload(components, ['a.png', 'b.md', 'loose.md']);
    const [shown, boxed] = reply.attachments;
    expect(message).toMatchObject({
      attachments: [{ filename: 'loose.md' }],
      components: [
        { items: [{ media: { url: addressed(shown?.path), attachment_id: shown?.id } }] },
        { file: { url: addressed(boxed?.path), attachment_id: boxed?.id } },
      ],
    });
  });

  it('stay without being sent again when an edit names their ids', async () => {
    const { upload, edit, reply, names } = await openReply();
    const message = await upload([gallery(item('a.png'), item('b.png'))], ['a.png', 'b.png']);
    const id = message.components[0]?.items[0]?.media.attachment_id;
    await edit({ components: [gallery(item('a.png'))], attachments: [{ id }] });
    expect(reply.attachments).toMatchObject([{ id, name: 'a.png', content: bytes }]);
    await upload([gallery(item('a.png'), item('c.png'))], ['c.png'], {
      attachments: [{ id }, { id: '0', filename: 'c.png' }],
    });
    expect(names()).toEqual(['a.png', 'c.png']);
  });

  it('go when an edit uploads others and does not name them', async () => {
    const { upload, names } = await openReply();
    await upload([gallery(item('a.png'))], ['a.png']);
    await upload([gallery(item('b.png'))], ['b.png']);
    expect(names()).toEqual(['b.png']);
  });

  it.each([
    ['_my file (1).md', 'my_file_1.md'],
    ['résumé.txt', 'resume.txt'],
    ['../a/b.png', 'a_b.png'],
    ['语', 'unknown'],
  ])('are named as Discord names them, and found so: %s', async (name, expected) => {
    const { upload, reply } = await openReply();
    await upload([fileBox(name)], [name]);
    expect(reply.attachments).toMatchObject([{ name: expected, isShown: true }]);
  });

  it('are ten at most, kept and new together', async () => {
    const { upload, reply, names } = await openReply();
    const ten = times(10, (n) => `${n}.png`);
    await upload([gallery(...ten.map((name) => item(name)))], ten);
    const kept = reply.attachments.map(({ id }) => ({ id }));
    const attachments = [...kept, { id: '0', filename: 'a.png' }];
    await expect(upload([say('x')], ['a.png'], { attachments })).rejects.toMatchObject(refusal);
    expect(names()).toEqual(ten);
  });
});
