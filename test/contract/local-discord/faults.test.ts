import { REST, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { openDiscord, restOf } from './open.ts';

async function openPosting(options = {}) {
  const discord = await openDiscord(options);
  const rest = restOf(discord);
  const post = (text = 'x') =>
    rest.post(Routes.channelMessages(discord.channel.id), { body: { content: text } });
  const texts = () => discord.messages(discord.channel).map(({ text }) => text);
  return { discord, rest, post, texts };
}

describe('a fault', () => {
  it('fails as often as told, with the code told', async () => {
    const { discord, post, texts } = await openPosting();
    const fault = discord.faults.inject({
      kind: 'channel-post',
      times: 2,
      effect: { type: 'fail', status: 503, code: 0 },
    });
    await expect(post()).rejects.toMatchObject({ status: 503 });
    await expect(post()).rejects.toMatchObject({ status: 503 });
    await post('third');
    expect([fault.hits, texts()]).toEqual([2, ['third']]);
  });

  it('drops the connection before or after the effect', async () => {
    const { discord, post, texts } = await openPosting();
    discord.faults.inject({ times: 1, effect: { type: 'drop', when: 'before' } });
    await expect(post('before')).rejects.toThrow('other side closed');
    discord.faults.inject({ times: 1, effect: { type: 'drop', when: 'after' } });
    await expect(post('after')).rejects.toThrow('other side closed');
    expect(texts()).toEqual(['after']);
  });

  it('makes a slow post happen again under an impatient client', async () => {
    const { discord, texts } = await openPosting();
    discord.faults.inject({ times: 2, effect: { type: 'slow', ms: 400, when: 'after' } });
    const rest = new REST({ api: discord.apiUrl, timeout: 100, retries: 3 });
    rest.setToken(discord.botToken);
    await rest.post(Routes.channelMessages(discord.channel.id), { body: { content: 'x' } });
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
    expect(texts()).toEqual(['x', 'x', 'x']);
  });

  it('hangs until the client gives up', async () => {
    const { discord, texts } = await openPosting();
    discord.faults.inject({ method: 'POST', effect: { type: 'hang' } });
    const route = Routes.channelMessages(discord.channel.id);
    const sending = restOf(discord).post(route, {
      body: { content: 'x' },
      signal: AbortSignal.timeout(50),
    });
    await expect(sending).rejects.toThrow('aborted');
    expect(texts()).toEqual([]);
  });

  it('rate limits once with the scope told', async () => {
    const { discord, post, texts } = await openPosting();
    discord.faults.inject({
      kind: 'channel-post',
      times: 1,
      effect: { type: 'rate-limit', scope: 'shared', retryAfterMs: 50 },
    });
    await post();
    expect(discord.traffic.requests.map(({ status, scope }) => [status, scope])).toEqual([
      [429, 'shared'],
      [200, undefined],
    ]);
    expect([texts(), discord.traffic.invalidCount]).toEqual([['x'], 0]);
  });

  it('can take everything down, and up again on the same port', async () => {
    const { discord, post, texts } = await openPosting();
    await post('before');
    await discord.goDown();
    await expect(post('while')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await discord.comeBack();
    await post('after');
    expect(texts()).toEqual(['before', 'after']);
  });
});

describe('latency', () => {
  it('lets a request take effect half a round trip after it was sent', async () => {
    const { discord, post } = await openPosting({ latencyMs: 200 });
    const sentAt = Date.now();
    let seenAt = 0;
    discord.onChange((change) => {
      if (change.type === 'message-create') seenAt = Date.now();
    });
    await post();
    expect(seenAt - sentAt).toBeGreaterThanOrEqual(95);
    expect(Date.now() - seenAt).toBeGreaterThanOrEqual(95);
  });
});
