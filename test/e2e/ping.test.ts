import { expect, it } from 'vitest';
import type { LocalMessage } from '../../playground/local-discord/index.ts';
import { createReplyStates } from '../../src/delivery/reply-state.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { startApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate } from '../support/gate.ts';
import { openModeration } from '../support/moderation.ts';
import { silentLog } from '../support/token-log.ts';
import { openWorld, type AskOptions, type World } from '../support/world.ts';

const minuteMs = 60_000;

interface WaitOptions extends AskOptions {
  waitMs?: number;
  /** While the bot is there. */
  prepare?: () => Promise<unknown>;
}

/** As if they had been asked so much earlier. No bot shows their replies meanwhile. */
async function makeOlder(
  { redis: { url, prefix } }: World,
  { asks, byMs }: { asks: readonly AskOnScreen[]; byMs: number },
): Promise<void> {
  const redis = createPatientRedis({ url, name: 'test', log: silentLog });
  const states = createReplyStates({ redis, prefix, retentionDays: 1 });
  for (const { interaction } of asks) {
    const state = await states.load(interaction.id);
    if (state?.askedAt === undefined) throw new Error('the reply has not been shown yet');
    await states.save(interaction.id, { ...state, askedAt: state.askedAt - byMs });
  }
  await closeRedis(redis);
}

/** Ann's question waits behind another one, for so long, and is answered. */
async function waitForAnswer(
  world: World,
  { waitMs = 2 * minuteMs, prepare, ...options }: WaitOptions = {},
): Promise<AskOnScreen> {
  const { discord, ollama, log } = world;
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 1, until: gate.opened });
  await startApp(world, { roles: ['worker'] });
  const bot = await startApp(world, { roles: ['bot'] });
  await prepare?.();
  const earlier = await world.ask('one', { by: discord.people.mod });
  await earlier.shows(/Thinking/);
  const waiting = await world.ask('two', options);
  await waiting.shows(/in line/);
  await bot.close();
  await makeOlder(world, { asks: [earlier, waiting], byMs: waitMs });
  await startApp(world, { roles: ['bot'] });
  gate.open();
  await Promise.all([earlier.ends(), waiting.ends()]);
  await expect.poll(() => log.count('reply-ended')).toBe(2);
  return waiting;
}

function pingsOn({ discord }: World): LocalMessage[] {
  return discord.allMessages().filter(({ current }) => current.pings.length > 0);
}

it('comes once, about the reply, to an asker who waited over a minute', async () => {
  const world = await openWorld({ expected: { pings: 2 } });
  const { ann, mod } = world.discord.people;
  const ask = await waitForAnswer(world);
  const pings = pingsOn(world);
  const pinged = pings.flatMap(({ current }) => current.pings);
  expect(pinged.toSorted()).toEqual([ann.id, mod.id].toSorted());
  const own = pings.find(({ reference }) => reference?.message === ask.reply());
  expect(own?.current.components).toMatchObject([{ content: `<@${ann.id}> The answer is there.` }]);
});

it('does not come sooner', async () => {
  const world = await openWorld();
  await waitForAnswer(world, { waitMs: minuteMs / 2 });
  expect(pingsOn(world)).toEqual([]);
});

it('does not come where a server does not want it', async () => {
  const world = await openWorld();
  await waitForAnswer(world, {
    prepare: async () => (await openModeration(world)).choose('settings:pingsAsker', ['no']),
  });
  expect(pingsOn(world)).toEqual([]);
});

it('does not come to somebody who sees the reply alone', async () => {
  const world = await openWorld({ expected: { pings: 1 } });
  await waitForAnswer(world, { private: true });
  expect(pingsOn(world).map(({ current }) => current.pings)).toEqual([
    [world.discord.people.mod.id],
  ]);
});
