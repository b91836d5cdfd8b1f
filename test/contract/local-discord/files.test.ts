import { Events, GatewayIntentBits, Routes } from 'discord.js';
import type { Attachment, Message } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { PersonFile } from '../../../playground/local-discord/index.ts';
import { answering, logIn, openDiscord, restOf } from './open.ts';

const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);
const { Guilds, GuildMessages } = GatewayIntentBits;

async function openFiles() {
  const discord = await openDiscord();
  const client = await logIn(discord, { intents: [Guilds, GuildMessages] });
  /** Ann adds it to a message that the bot may read. */
  const write = async (file: PersonFile = { name: 'a.txt', content: 'because' }) => {
    const heard = new Promise<Message>((resolve) => {
      client.once(Events.MessageCreate, resolve);
    });
    const message = discord.people.ann.write(discord.channel, `<@${client.user.id}>`, {
      files: [file],
    });
    const attachment = (await heard).attachments.first();
    if (!attachment) throw new Error('no file arrived');
    return { message, attachment };
  };
  return { discord, client, rest: restOf(discord), write, ...discord.people };
}

const load = async (url: string) => {
  const response = await fetch(url, { redirect: 'manual' });
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
};

describe('the file of a person', () => {
  it('arrives with its name, size and type, and is served byte for byte', async () => {
    const { discord, write } = await openFiles();
    const { attachment } = await write({ name: 'my picture.png', content: bytes });
    expect(attachment).toMatchObject({
      name: 'my_picture.png',
      size: bytes.length,
      contentType: 'image/png',
    });
    expect(attachment.url).toMatch(
      new RegExp(`^${discord.cdnUrl}/attachments/${discord.channel.id}/${attachment.id}/my_`),
    );
    expect(await load(attachment.url)).toEqual({ status: 200, body: bytes });
  });

  it('has no type when its name tells none', async () => {
    const { write } = await openFiles();
    const { attachment } = await write({ name: 'LICENSE', content: 'MIT' });
    expect(attachment.contentType).toBeNull();
  });

  it('comes with a command, in an option of files alone', async () => {
    const { discord, client, rest, ann } = await openFiles();
    const file = { type: 11, name: 'file', description: 'To read', required: true };
    await rest.put(Routes.applicationCommands(discord.applicationId), {
      body: [{ name: 'read', description: 'Read a file', options: [file] }],
    });
    const received = new Promise<Attachment>((resolve) => {
      client.on(Events.InteractionCreate, (interaction) => {
        if (interaction.isChatInputCommand())
          resolve(interaction.options.getAttachment('file', true));
      });
    });
    expect(() => ann.command('read', { file: 'a.txt' })).toThrow('takes a file');
    ann.command('read', { file: { name: 'a.md', content: 'because' } });
    const attachment = await received;
    expect(attachment).toMatchObject({
      name: 'a.md',
      contentType: 'text/markdown; charset=utf-8',
      ephemeral: true,
    });
    expect(await load(attachment.url)).toMatchObject({ body: Buffer.from('because') });
  });
});

describe('the address of a file', () => {
  it('opens it for a day, and is signed anew whenever the message is read', async () => {
    const { discord, rest, write } = await openFiles();
    const { message, attachment } = await write();
    discord.clock.advance(24 * 60 * 60_000);
    expect((await load(attachment.url)).status).toBe(404);
    const again = (await rest.get(Routes.channelMessage(discord.channel.id, message.id))) as {
      attachments: { url: string }[];
    };
    expect((await load(again.attachments[0]?.url ?? '')).status).toBe(200);
  });

  it('opens nothing without its signature, or with another time', async () => {
    const { write } = await openFiles();
    const { url } = (await write()).attachment;
    const later = url.replace(/ex=\w+/, 'ex=ffffffff');
    for (const wrong of [url.replace(/\?.*/, ''), later])
      expect((await load(wrong)).status).toBe(404);
  });

  it('opens nothing any more when the message is deleted', async () => {
    const { ann, write } = await openFiles();
    const { message, attachment } = await write();
    ann.delete(message);
    expect((await load(attachment.url)).status).toBe(404);
  });
});

describe('a fault of the files', () => {
  it('gives more than the size told', async () => {
    const { discord, write } = await openFiles();
    const { attachment } = await write();
    discord.faults.inject({ kind: 'file-get', effect: { type: 'lengthen', bytes: 1_000 } });
    expect((await load(attachment.url)).body).toHaveLength(attachment.size + 1_000);
  });

  it('breaks off or stalls in the middle', async () => {
    const { discord, write } = await openFiles();
    const { url } = (await write()).attachment;
    const cut = { type: 'cut', afterBytes: 3 } as const;
    discord.faults.inject({ kind: 'file-get', times: 1, effect: { ...cut, ending: 'drop' } });
    await expect(load(url)).rejects.toThrow('terminated');
    discord.faults.inject({ kind: 'file-get', times: 1, effect: { ...cut, ending: 'hang' } });
    const stalled = await fetch(url);
    const reader = stalled.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('bec');
    await reader?.cancel();
    expect((await load(url)).body.toString()).toBe('because');
  });

  it('sends elsewhere', async () => {
    const { discord, write } = await openFiles();
    const { url } = (await write()).attachment;
    const location = 'http://127.0.0.1:1/secret';
    discord.faults.inject({ kind: 'file-get', effect: { type: 'redirect', location } });
    const response = await fetch(url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, location]);
  });
});

describe('a form that a command opened', () => {
  it('comes back without a message, with texts, choices and files, and is answered by one of its own', async () => {
    const { discord, client, rest, ann } = await openFiles();
    await rest.put(Routes.applicationCommands(discord.applicationId), {
      body: [{ name: 'Ask about this', type: 3 }],
    });
    const label = (component: object) => ({ type: 18, label: 'Field', component });
    const fields = [
      { type: 10, content: 'Ask about what Mod wrote.' },
      label({ type: 4, style: 2, custom_id: 'text' }),
      label({ type: 3, custom_id: 'model', options: [{ label: 'Small', value: 'r1:8b' }] }),
      label({ type: 19, custom_id: 'files', max_values: 2 }),
    ];
    const said = discord.people.mod.write(discord.channel, 'Is it so?');
    const opener = ann.useOn(said, 'Ask about this');
    const data = { custom_id: 'form', title: 'Ask', components: fields };
    await answering(discord, rest, opener).callback({ type: 9, data });
    const sent = new Promise<unknown>((resolve) => {
      client.on(Events.InteractionCreate, (interaction) => {
        if (!interaction.isModalSubmit()) return;
        const { fields: filled } = interaction;
        resolve([
          interaction.message,
          filled.getTextInputValue('text'),
          filled.getStringSelectValues('model'),
          filled.getUploadedFiles('files')?.map(({ name }) => name),
        ]);
      });
    });
    const values = { text: 'Why?', model: ['r1:8b'], files: [{ name: 'a.txt', content: 'x' }] };
    expect(() => ann.submitModal(opener, { ...values, files: [] })).toThrow('takes 1 to 2 files');
    const submitted = ann.submitModal(opener, values);
    expect(await sent).toEqual([null, 'Why?', ['r1:8b'], ['a.txt']]);
    const { callback, edit } = answering(discord, rest, submitted);
    await expect(callback({ type: 6 })).rejects.toMatchObject({ code: 50035 });
    await expect(callback({ type: 9, data })).rejects.toMatchObject({ code: 50035 });
    await callback({ type: 5 });
    await edit({ content: 'Because.' });
    expect(submitted.response?.text).toBe('Because.');
  });
});
