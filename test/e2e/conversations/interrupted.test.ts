// A bot that is killed between two steps of a conversation.
import { expect, it } from 'vitest';
import { startApp } from '../../support/app.ts';
import { startAppProcess, type AppProcess } from '../../support/app-process.ts';
import { nextThread } from '../../support/open-conversation.ts';
import { openTestRedis } from '../../support/redis.ts';
import { redisTexts } from '../../support/redis-texts.ts';
import { textIn, toldIn } from '../../support/told.ts';
import { openWorld, type World, type WorldOptions } from '../../support/world.ts';

/** The bot in a process of its own, beside its worker. */
async function openApart(options?: WorldOptions): Promise<{ world: World; bot: AppProcess }> {
  const world = await openWorld(options);
  await startApp(world, { roles: ['worker'] });
  return { world, bot: await startAppProcess(world, 'bot') };
}

it('a question of several messages is asked once and whole when the bot is killed before the last', async () => {
  const redis = await openTestRedis();
  const { world, bot } = await openApart({ redis });
  const { ann } = world.discord.people;
  const channel = world.discord.directChannel(ann);
  const asked = world.write('One,', { channel });
  await asked.until(({ status }) => status !== '');
  ann.write(channel, 'two?');
  const kept = async () => [...(await redisTexts(redis)).values()].join('\n');
  await expect.poll(kept).toContain('two?');
  await bot.kill('SIGKILL');
  await startApp(world, { roles: ['bot'] });
  await asked.ends({ timeoutMs: 30_000 });
  expect(toldIn(world).map(textIn)).toEqual(['One,\ntwo?']);
});

it('a thread that was opened before the bot was killed is found by the next press, and goes on', async () => {
  const { world, bot } = await openApart({ expected: { refusals: ['400/160004'] } });
  const asked = await world.ask('One?');
  await asked.ends();
  world.discord.faults.inject({ kind: 'thread-create', effect: { type: 'hang', when: 'after' } });
  const opened = nextThread(world.discord);
  asked.press('Continue in a thread');
  const thread = await opened;
  await bot.kill('SIGKILL');
  world.discord.faults.clear();
  await startApp(world, { roles: ['bot'] });
  const press = asked.press('Continue in a thread');
  const words = await world.discord.waitFor(() => press.response?.text);
  expect(words).toBe(`This conversation goes on in <#${thread.id}>.`);
  await world.write('<@bot> Two?', { channel: thread }).ends();
  expect(textIn(toldIn(world)[1])).toMatch(/^One\?\nw1 .*w20\nTwo\?$/);
});
