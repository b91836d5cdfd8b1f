import { AttachmentBuilder, GatewayIntentBits, PermissionFlagsBits, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { askAndDefer, logIn, openDiscord, restOf } from './open.ts';

async function openChannel(options = {}) {
  const discord = await openDiscord({
    rateLimits: { 'channel-post': null, 'channel-edit': null, 'webhook-edit': null },
    ...options,
  });
  const rest = restOf(discord);
  const route = Routes.channelMessages(discord.channel.id);
  const post = (body: object) => rest.post(route, { body });
  const newest = () => discord.messages(discord.channel).at(-1);
  return { discord, rest, post, newest, ...discord.people };
}

describe('message limits', () => {
  it('takes 2000 code points of content, and refuses one more', async () => {
    const { post } = await openChannel();
    await post({ content: '😀'.repeat(2000) });
    await expect(post({ content: '😀'.repeat(2001) })).rejects.toMatchObject({
      status: 400,
      code: 50035,
      rawError: {
        errors: {
          content: {
            _errors: [
              { code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' },
            ],
          },
        },
      },
    });
  });

  it.each([
    ['whitespace', { content: ' \n ' }],
    ['nothing', {}],
  ])('refuses %s with 50006', async (_what, body) => {
    const { post } = await openChannel();
    await expect(post(body)).rejects.toMatchObject({ status: 400, code: 50006 });
  });

  it.each([
    ['11 embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }],
    ['6001 characters over all embeds', { embeds: [long(4000), long(2001)] }],
    ['six rows', { content: 'x', components: Array.from({ length: 6 }, (_, n) => row(n)) }],
    ['a nonce of 26 characters', { content: 'x', nonce: 'n'.repeat(26) }],
    [
      'a mention both parsed and named',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    ],
  ])('refuses %s with 50035', async (_what, body) => {
    const { post } = await openChannel();
    await expect(post(body)).rejects.toMatchObject({ status: 400, code: 50035 });
  });

  it('refuses a body that is not JSON', async () => {
    const { discord } = await openChannel();
    const url = `${discord.apiUrl}/v10${Routes.channelMessages(discord.channel.id)}`;
    const headers = {
      authorization: `Bot ${discord.botToken}`,
      'content-type': 'application/json',
    };
    const response = await fetch(url, { method: 'POST', headers, body: '{' });
    expect(await response.json()).toMatchObject({ code: 50109 });
  });
});

describe('edits', () => {
  it('leave out what stays as it is', async () => {
    const { discord, rest } = await openChannel();
    const { edit, reply } = await askAndDefer(discord, rest);
    await edit({ content: 'Text', embeds: [{ title: 'Title' }], components: [row(1)] });
    await edit({ content: 'Other' });
    expect(reply.current).toMatchObject({
      content: 'Other',
      embeds: [{ title: 'Title' }],
      components: [row(1)],
    });
  });

  it('keep every version with its time, its route and its flags', async () => {
    const { discord, rest } = await openChannel();
    const { edit, reply } = await askAndDefer(discord, rest);
    const askedAt = discord.clock.now();
    discord.clock.advance(60_000);
    await edit({ content: 'one', flags: 4 });
    await rest.patch(Routes.channelMessage(discord.channel.id, reply.id), {
      body: { content: 'two' },
    });
    expect(reply.versions.map(({ route, flags, content }) => [route, flags, content])).toEqual([
      ['callback', 128, ''],
      ['webhook-edit', 4, 'one'],
      ['channel-edit', 4, 'two'],
    ]);
    expect((reply.versions[1]?.at ?? 0) - askedAt).toBeGreaterThanOrEqual(60_000);
  });

  it("refuse another's message with 50005", async () => {
    const { discord, rest, ann } = await openChannel();
    const said = ann.write(discord.channel, 'hello');
    const route = Routes.channelMessage(discord.channel.id, said.id);
    await expect(rest.patch(route, { body: { content: 'x' } })).rejects.toMatchObject({
      code: 50005,
      status: 403,
    });
  });

  it('find a deleted message unknown, and keep what it was', async () => {
    const { discord, rest, post, newest } = await openChannel();
    await post({ content: 'x' });
    const message = newest();
    const route = Routes.channelMessage(discord.channel.id, message?.id ?? '');
    await rest.delete(route);
    await expect(rest.patch(route, { body: { content: 'y' } })).rejects.toMatchObject({
      code: 10008,
    });
    expect(message).toMatchObject({ isDeleted: true, text: 'x' });
  });
});

describe('attachments', () => {
  it('are kept when listed, dropped when not, and added by index', async () => {
    const { discord, newest } = await openChannel();
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error('not sendable');
    const sent = await channel.send({ files: [file('a.txt'), file('b.txt')] });
    const kept = sent.attachments.find(({ name }) => name === 'b.txt');
    await sent.edit({ attachments: kept ? [kept] : [], files: [file('c.txt')] });
    expect(newest()?.attachments.map(({ name }) => name)).toEqual(['b.txt', 'c.txt']);
    expect(newest()?.attachments[1]?.content.toString()).toBe('content of c.txt');
    const served = await fetch(kept?.url ?? '');
    expect(await served.text()).toBe('content of b.txt');
  });

  it('refuse a file over 10 MiB with 413 and 40005', async () => {
    const { discord, rest } = await openChannel();
    const { interaction } = await askAndDefer(discord, rest);
    const route = Routes.webhookMessage(discord.applicationId, interaction.token);
    const data = Buffer.alloc(10 * 1024 * 1024 + 1);
    const sending = rest.patch(route, { auth: false, files: [{ name: 'a.bin', data }] });
    await expect(sending).rejects.toMatchObject({ code: 40005, status: 413 });
  });

  it('are ten at most', async () => {
    const { discord, rest } = await openChannel();
    const files = Array.from({ length: 11 }, (_, n) => ({ name: `${n}`, data: Buffer.from('x') }));
    const sending = rest.post(Routes.channelMessages(discord.channel.id), { files, body: {} });
    await expect(sending).rejects.toMatchObject({ code: 50035 });
  });

  it('must be of this message when an edit names them', async () => {
    const { discord, rest } = await openChannel();
    const { edit } = await askAndDefer(discord, rest);
    await expect(edit({ content: 'x', attachments: [{ id: '7' }] })).rejects.toMatchObject({
      code: 50035,
    });
  });
});

describe('nonces', () => {
  it('give the first message back when enforced, and write nothing', async () => {
    const { discord, post } = await openChannel();
    const first = await post({ content: 'one', nonce: 'n', enforce_nonce: true });
    expect(await post({ content: 'two', nonce: 'n', enforce_nonce: true })).toEqual(first);
    expect(discord.messages(discord.channel).map(({ text }) => text)).toEqual(['one']);
  });

  it('are forgotten after a few minutes, and count for nothing unless enforced', async () => {
    const { discord, post } = await openChannel();
    const body = { content: 'x', nonce: 'n', enforce_nonce: true };
    await post(body);
    await post({ ...body, enforce_nonce: false });
    discord.clock.advance(10 * 60_000);
    await post(body);
    expect(discord.messages(discord.channel)).toHaveLength(3);
  });

  it('of a deleted message answer Unknown Message', async () => {
    const { discord, post, newest, mod } = await openChannel();
    const body = { content: 'x', nonce: 'n', enforce_nonce: true };
    await post(body);
    const message = newest();
    if (message) discord.people.owner.delete(message);
    await expect(post(body)).rejects.toMatchObject({ code: 10008 });
    expect(discord.messages(discord.channel, { as: mod })).toEqual([]);
  });
});

describe('replies', () => {
  it('are messages of their own type, which ping unless told not to', async () => {
    const { discord, post, newest, ann } = await openChannel();
    const { id } = ann.write(discord.channel, 'Why?');
    const message_reference = { message_id: id };
    await post({ content: 'Because.', message_reference });
    expect(newest()).toMatchObject({ type: 19, current: { pings: [ann.id] } });
    await post({ content: 'Because.', message_reference, allowed_mentions: { parse: [] } });
    expect(newest()).toMatchObject({ type: 19, current: { pings: [] } });
  });

  it('take the permission to read what was written: 160002', async () => {
    const { discord, post, ann } = await openChannel();
    const { id } = ann.write(discord.channel, 'Why?');
    const { ViewChannel, SendMessages } = PermissionFlagsBits;
    discord.setBotPermissions(discord.channel, ViewChannel, SendMessages);
    const replied = post({ content: 'Because.', message_reference: { message_id: id } });
    await expect(replied).rejects.toMatchObject({ status: 403, code: 160002 });
  });

  it('go to a message that is there, or are told to be posts of their own', async () => {
    const { discord, post, newest, ann } = await openChannel();
    const question = ann.write(discord.channel, 'Why?');
    const { id } = question;
    ann.delete(question);
    const reply = (more = {}) =>
      post({ content: 'Because.', message_reference: { message_id: id, ...more } });
    await expect(reply()).rejects.toMatchObject({ code: 50035 });
    await reply({ fail_if_not_exists: false });
    expect(newest()).toMatchObject({ type: 0, reference: undefined });
  });

  it('do not go to messages of the system', async () => {
    const { discord, rest, post, newest } = await openChannel();
    await rest.post(Routes.threads(discord.channel.id), { body: { name: 'Talk', type: 11 } });
    const message_reference = { message_id: newest()?.id };
    await expect(post({ content: 'x', message_reference })).rejects.toMatchObject({ code: 50035 });
  });
});

describe('mentions', () => {
  it('ping everyone named in a channel message, unless told not to', async () => {
    const { post, newest, ann } = await openChannel();
    const content = `@everyone <@${ann.id}> <@&123>`;
    await post({ content });
    expect(newest()?.current.pings).toEqual(['everyone', '123', ann.id]);
    await post({ content, allowed_mentions: { parse: [] } });
    expect(newest()?.current.pings).toEqual([]);
    await post({ content, allowed_mentions: { parse: [], users: [ann.id] } });
    expect(newest()?.current.pings).toEqual([ann.id]);
  });

  it('ping users only from an interaction, also out of text displays', async () => {
    const { discord, rest, ann } = await openChannel();
    const { edit, reply } = await askAndDefer(discord, rest);
    const content = `@everyone <@${ann.id}>`;
    await edit({ flags: 1 << 15, components: [{ type: 10, content }] });
    expect(reply.current.pings).toEqual([ann.id]);
  });
});

function long(length: number) {
  return { description: 'x'.repeat(length) };
}

function row(n: number) {
  return { type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id: `button${n}` }] };
}

function file(name: string) {
  return new AttachmentBuilder(Buffer.from(`content of ${name}`), { name });
}
