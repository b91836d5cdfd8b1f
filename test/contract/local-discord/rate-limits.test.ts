import { REST, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../../playground/local-discord/index.ts';
import { askAndDefer, openDiscord, restOf } from './open.ts';

const content = { content: 'x' };

/** One raw request, with nothing in between that waits or retries. */
async function send(discord: LocalDiscord, line: string, body: object = content) {
  const [method = '', route = ''] = line.split(' ');
  const response = await fetch(`${discord.apiUrl}/v10${route}`, {
    method,
    headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const header = (name: string) => response.headers.get(name);
  const parsed: unknown = response.status === 204 ? undefined : await response.json();
  return { status: response.status, header, body: parsed };
}

async function openReply(options = {}) {
  const discord = await openDiscord(options);
  const rest = restOf(discord);
  const deferred = await askAndDefer(discord, rest);
  const { token } = deferred.interaction;
  const tokenRoute = Routes.webhookMessage(discord.applicationId, token);
  const channelRoute = Routes.channelMessage(discord.channel.id, deferred.reply.id);
  return { discord, rest, tokenRoute, channelRoute, token, ...deferred };
}

describe('a rate limit', () => {
  it('is told in the headers of each response, in a window that the first request opens', async () => {
    const { discord, tokenRoute } = await openReply();
    const first = await send(discord, `PATCH ${tokenRoute}`);
    expect(first.header('x-ratelimit-limit')).toBe('5');
    expect(first.header('x-ratelimit-remaining')).toBe('4');
    expect(Number(first.header('x-ratelimit-reset-after'))).toBeGreaterThan(4);
    expect(Number(first.header('x-ratelimit-reset')) * 1000).toBeGreaterThan(discord.clock.now());
    discord.clock.advance(3_000);
    const second = await send(discord, `PATCH ${tokenRoute}`);
    expect(second.header('x-ratelimit-remaining')).toBe('3');
    expect(Number(second.header('x-ratelimit-reset-after'))).toBeLessThan(2.1);
    discord.clock.advance(2_100);
    const third = await send(discord, `PATCH ${tokenRoute}`);
    expect(third.header('x-ratelimit-remaining')).toBe('4');
  });

  it('turns the sixth edit away with 429, Retry-After and scope, and changes nothing', async () => {
    const { discord, tokenRoute, reply } = await openReply();
    for (const _ of [1, 2, 3, 4, 5]) await send(discord, `PATCH ${tokenRoute}`);
    const refused = await send(discord, `PATCH ${tokenRoute}`);
    expect(refused.status).toBe(429);
    expect(refused.header('retry-after')).toBe('5');
    expect(refused.header('x-ratelimit-scope')).toBe('user');
    expect(refused.header('x-ratelimit-remaining')).toBe('0');
    expect(refused.body).toEqual({
      message: 'You are being rate limited.',
      retry_after: expect.any(Number),
      global: false,
    });
    expect(reply.versions).toHaveLength(6);
    expect(discord.traffic.rateLimited('webhook-edit')).toBe(1);
    expect(discord.traffic.invalidCount).toBe(1);
  });

  it('belongs to one interaction token, all of its messages together', async () => {
    const { discord, rest, tokenRoute, token, edit, followUp } = await openReply();
    await edit(content);
    await followUp(content);
    for (const _ of [1, 2, 3]) await send(discord, `PATCH ${tokenRoute}`);
    const byId = discord.messages(discord.channel).at(-1)?.id ?? '';
    const route = Routes.webhookMessage(discord.applicationId, token, byId);
    expect((await send(discord, `PATCH ${route}`)).header('x-ratelimit-remaining')).toBe('0');
    const other = await askAndDefer(discord, rest);
    await other.edit(content);
    expect((await send(discord, `PATCH ${route}`)).status).toBe(429);
  });

  it('counts posts and edits of a channel apart, under one bucket name', async () => {
    const { discord, channelRoute } = await openReply();
    const post = await send(discord, `POST ${Routes.channelMessages(discord.channel.id)}`);
    const edit = await send(discord, `PATCH ${channelRoute}`);
    expect(edit.header('x-ratelimit-bucket')).toBe(post.header('x-ratelimit-bucket'));
    expect([post, edit].map((one) => one.header('x-ratelimit-remaining'))).toEqual(['4', '4']);
  });

  it('of channel edits is shared by all messages of the channel', async () => {
    const { discord, channelRoute } = await openReply();
    await send(discord, `PATCH ${channelRoute}`);
    const route = Routes.channelMessages(discord.channel.id);
    await send(discord, `POST ${route}`);
    const posted = discord.messages(discord.channel).at(-1)?.id ?? '';
    const edited = await send(
      discord,
      `PATCH ${Routes.channelMessage(discord.channel.id, posted)}`,
    );
    expect(edited.header('x-ratelimit-remaining')).toBe('3');
  });

  it('of messages over an hour old is 3 in 6 s, 30046, and in no header', async () => {
    const { discord, channelRoute } = await openReply();
    discord.clock.advance(60 * 60_000 + 1);
    for (const _ of [1, 2, 3]) await send(discord, `PATCH ${channelRoute}`);
    const refused = await send(discord, `PATCH ${channelRoute}`);
    expect(refused).toMatchObject({ status: 429, body: { code: 30046 } });
    expect(refused.header('x-ratelimit-remaining')).toBe('1');
    expect(refused.header('retry-after')).toBe('6');
  });

  it('does not hold callbacks', async () => {
    const { discord, rest } = await openReply();
    await Promise.all(Array.from({ length: 60 }, () => askAndDefer(discord, rest)));
    expect(discord.traffic.rateLimited()).toBe(0);
  });

  it('is global at 50 requests a second with the bot token, and exempts interactions', async () => {
    const { discord, edit } = await openReply();
    const read = () =>
      send(discord, `PUT ${Routes.applicationCommands(discord.applicationId)}`, []);
    const answers = await Promise.all(Array.from({ length: 60 }, read));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused[0]?.header('x-ratelimit-global')).toBe('true');
    expect(refused[0]?.body).toMatchObject({ global: true });
    await edit(content);
  });

  it('can be set by route kind, and lifted', async () => {
    const { discord, tokenRoute, channelRoute } = await openReply({
      rateLimits: { 'webhook-edit': { limit: 2, windowMs: 2_000 }, 'channel-edit': null },
    });
    const limited = await send(discord, `PATCH ${tokenRoute}`);
    expect(limited.header('x-ratelimit-limit')).toBe('2');
    const free = await send(discord, `PATCH ${channelRoute}`);
    expect(free.header('x-ratelimit-limit')).toBeNull();
  });

  it('is read and waited for by the real REST client, which then hits no 429', async () => {
    const { discord, tokenRoute, reply } = await openReply({
      rateLimits: { 'webhook-edit': { limit: 3, windowMs: 300 } },
    });
    const rest = new REST({ api: discord.apiUrl, retries: 0, offset: 0 });
    const startedAt = Date.now();
    const edits = Array.from({ length: 7 }, (_, n) =>
      rest.patch(tokenRoute, { auth: false, body: { content: `edit ${n}` } }),
    );
    await Promise.all(edits);
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
    expect(Date.now() - startedAt).toBeGreaterThan(500);
    expect(discord.traffic.rateLimited()).toBe(0);
    expect(reply.text).toBe('edit 6');
  });
});
