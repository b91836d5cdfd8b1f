import { describe, expect, it, onTestFinished } from 'vitest';
import { Redis } from 'ioredis';
import type { LocalMessage, Person } from '../../playground/local-discord/index.ts';
import { startRedis } from '../../playground/redis.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { lifeExpected, liveTogether } from '../support/community-life.ts';
import { createGate } from '../support/gate.ts';
import { redisTexts } from '../support/redis-texts.ts';
import { textIn, toldIn } from '../support/told.ts';
import { modelsAreKnown } from '../support/use-model.ts';

const gigabyte = 1e9;

async function openPanel({ discord }: TestApp, by: Person): Promise<LocalMessage> {
  const command = by.command('forget');
  const panel = await discord.waitFor(() => command.response);
  await discord.waitFor(() => panel.buttons.length === 2);
  return panel;
}

/** Resolves to what the person is told in the end. */
async function forget(app: TestApp, by: Person): Promise<string> {
  const panel = await openPanel(app, by);
  by.press(panel, 'Delete everything');
  await app.discord.waitFor(() => !/Deleting|\?/.test(panel.text), { timeoutMs: 20_000 });
  return panel.text;
}

async function textsIn({ redis }: TestApp): Promise<string[]> {
  const client = new Redis(redis.url);
  try {
    const texts = await redisTexts({ client, prefix: redis.prefix });
    return [...texts].map(([key, text]) => `${key} ${text}`);
  } finally {
    client.disconnect();
  }
}

/** Every key and value that speaks of the person, by id or by one of the words. */
async function tracesOf(
  app: TestApp,
  { person, words }: { person: Person; words: RegExp },
): Promise<string[]> {
  const texts = await textsIn(app);
  return texts.filter((text) => text.includes(person.id) || words.test(text));
}

const annsWords = /annsecret|Ann/;

describe('/forget', () => {
  it('leaves no trace of the person in any key, and all of the others', async () => {
    const app = await openApp({ expected: lifeExpected, ollama: { bytesPerSecond: gigabyte } });
    const { ann, mod, owner } = app.discord.people;
    await modelsAreKnown(app);
    await liveTogether(app);
    const before = await tracesOf(app, { person: mod, words: /modsecret/ });
    expect(await tracesOf(app, { person: ann, words: annsWords })).not.toEqual([]);

    expect(await forget(app, ann)).toMatch(/^\*\*7 questions and their answers were deleted\.\*\*/);
    expect(await tracesOf(app, { person: ann, words: annsWords })).toEqual([]);
    const after = (await tracesOf(app, { person: mod, words: /modsecret/ })).join('\n');
    for (const words of ['asked', 'about it', 'replied', 'in the thread']) {
      expect(before.join('\n')).toContain(`modsecret ${words}`);
      expect(after).toContain(`modsecret ${words}`);
    }

    expect(await forget(app, mod)).toMatch(/^\*\*4 questions/);
    expect(await tracesOf(app, { person: mod, words: /modsecret|\bMod\b/ })).toEqual([]);
    expect(await tracesOf(app, { person: owner, words: /\bOwner\b/ })).toHaveLength(1);
    expect(await forget(app, owner)).toMatch(/^\*\*No question/);
    expect(await tracesOf(app, { person: owner, words: /\bOwner\b/ })).toEqual([]);
  });

  it('stops what is running and waiting, and forgets that too', async () => {
    const app = await openApp();
    const { ann, mod } = app.discord.people;
    const gate = createGate();
    app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
    const running = await app.ask('annsecret running?');
    await running.shows(/Thinking/);
    const waiting = await app.ask('annsecret waiting?');
    await waiting.shows(/in line/);
    const other = await app.ask('modsecret waiting?', { by: mod });
    await other.shows(/in line/);

    expect(await forget(app, ann)).toMatch(/^\*\*2 questions/);
    gate.open();
    await other.ends();
    expect(running.screen().status).toMatch(/Stopped by Ann/);
    expect(waiting.screen().status).toMatch(/Stopped by Ann/);
    expect(await tracesOf(app, { person: ann, words: annsWords })).toEqual([]);
  });

  it('lets a conversation with others go on without what the person said', async () => {
    const app = await openApp();
    const { ann, mod } = app.discord.people;
    const first = app.write('<@bot> annsecret begins');
    await first.ends();
    const second = app.write('<@bot> modsecret goes on', { by: mod, repliesTo: first.reply() });
    await second.ends();
    expect(textIn(toldIn(app)[1])).toContain('annsecret');
    await forget(app, ann);
    await app.write('<@bot> and on', { by: mod, repliesTo: second.reply() }).ends();
    const told = textIn(toldIn(app)[2]);
    expect(told).toContain('modsecret goes on');
    expect(told).not.toContain('annsecret');
  });

  it('deletes nothing when it is not confirmed', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    await (await app.ask('annsecret?')).ends();
    const panel = await openPanel(app, ann);
    ann.press(panel, 'Keep it');
    await app.discord.waitFor(() => panel.text === 'Nothing was deleted.');
    const kept = await tracesOf(app, { person: ann, words: annsWords });
    expect(kept.filter((text) => /:(?:ask|turn):.*annsecret/.test(text))).toHaveLength(2);
  });

  it('deletes nothing when somebody makes up its button on a message of others', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    const ask = await app.ask('annsecret?');
    await ask.ends();
    const press = ann.forge(ask.reply(), { component_type: 2, custom_id: 'forget:confirm' });
    await press.settled();
    expect(await tracesOf(app, { person: ann, words: annsWords })).not.toEqual([]);
  });

  it('says so when Redis is away, and works when it is back', async () => {
    const redis = Object.assign(await startRedis({ appendOnly: 'always' }), { prefix: 'aloud' });
    onTestFinished(() => redis.close());
    const app = await openApp({ redis });
    const { ann } = app.discord.people;
    await (await app.ask('annsecret?')).ends();
    const panel = await openPanel(app, ann);
    await redis.kill('SIGKILL');
    ann.press(panel, 'Delete everything');
    await app.discord.waitFor(() =>
      app.discord.allMessages().some(({ text }) => text.startsWith('**Not everything')),
    );
    expect(panel.buttons.map(({ label }) => label)).toContain('Delete everything');
    await redis.restart();
    const client = new Redis(redis.url);
    const names = async () => String(await client.client('LIST'));
    await expect.poll(names, { timeout: 5_000 }).toContain('name=interactions');
    client.disconnect();
    expect(await forget(app, ann)).toMatch(/^\*\*One question/);
  });

  it('tells who has nothing kept, and can be used again', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    expect(await forget(app, ann)).toMatch(/^\*\*No question of yours was kept\.\*\*/);
    await (await app.ask('annsecret?')).ends();
    expect(await forget(app, ann)).toMatch(/^\*\*One question and its answer were deleted\.\*\*/);
  });
});

it('/privacy tells one person alone what is kept, with the real figures', async () => {
  const app = await openApp({ config: { retentionDays: 3 } });
  const { ann } = app.discord.people;
  const command = ann.command('privacy');
  const reply = await app.discord.waitFor(() => command.response);
  await app.discord.waitFor(() => reply.text.includes('3 days'));
  expect(reply.onlyFor).toBe(ann.user);
});

it('retention removes the same by itself: whatever speaks of an ask expires in time', async () => {
  const app = await openApp({ config: { retentionDays: 3 } });
  await (await app.ask('annsecret?')).ends();
  const client = new Redis(app.redis.url);
  await expect.poll(() => client.scard(`${app.redis.prefix}:asks:open`)).toBe(0);
  const found = await tracesOf(app, { person: app.discord.people.ann, words: annsWords });
  const expiries = await Promise.all(
    found.map(async (text) => {
      const [key = ''] = text.split(' ', 1);
      return { key, days: (await client.ttl(key)) / 86_400 };
    }),
  );
  client.disconnect();
  expect(expiries.length).toBeGreaterThan(3);
  for (const { key, days } of expiries) {
    expect(days, key).toBeGreaterThan(0);
    // The index of a person outlives what it leads to by a day.
    expect(days, key).toBeLessThanOrEqual(key.includes(':person:') ? 4 : 3);
  }
});
