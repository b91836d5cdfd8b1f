import { RateLimitError } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createLocalDiscord } from '../../../playground/local-discord/index.ts';
import { createPacedRest } from '../../../src/delivery/paced-rest.ts';
import { createPacer } from '../../../src/delivery/pacer.ts';
import { createDiscordClient } from '../../../src/gateway/client.ts';
import { createDiscordClock } from '../../../src/gateway/discord-clock.ts';
import { silentLog } from '../../support/token-log.ts';

const hourMs = 3_600_000;

async function openDiscord() {
  const discord = await createLocalDiscord({ rateLimits: { global: null } });
  onTestFinished(() => discord.close());
  return discord;
}

/** The bot's own client, for whatever answers no interaction. */
async function openBotRest() {
  const discord = await openDiscord();
  const rest = createPacedRest({
    apiUrl: discord.apiUrl,
    botToken: discord.botToken,
    pacer: createPacer(),
    onDate: () => undefined,
    timeoutMs: 5_000,
  });
  const ask = () => rest.bot.get(Routes.user(), { auth: false });
  return { discord, ask };
}

function setClockBack(): void {
  const { now } = Date;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() - hourMs);
  onTestFinished(() => clock.mockRestore());
}

it('takes a second for a second although the clock was set back', async () => {
  const { ask } = await openBotRest();
  await ask();
  setClockBack();
  const all = await Promise.allSettled(Array.from({ length: 40 }, ask));
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused.every((reason) => reason instanceof RateLimitError)).toBe(true);
  expect(refused).toHaveLength(16);
  await vi.waitFor(ask, { timeout: 2_000, interval: 100 });
});

it('sends nothing with its token while Discord limits all of it', async () => {
  const { discord, ask } = await openBotRest();
  const effect = { type: 'rate-limit', retryAfterMs: 60_000, scope: 'global' } as const;
  discord.faults.inject({ effect, times: 1 });
  for (const _ of [1, 2, 3]) {
    await expect(ask()).rejects.toMatchObject({ retryAfter: expect.closeTo(60_000, -3) });
  }
  expect(discord.traffic.requests).toHaveLength(1);
});

it('answers people although the clock was set back', async () => {
  const { apiUrl, botToken: token, ...discord } = await openDiscord();
  const client = createDiscordClient({
    discord: { apiUrl, token, guildId: undefined },
    clock: createDiscordClock(),
    log: silentLog,
  });
  onTestFinished(() => client.destroy());
  client.rest.setToken(token);
  await client.rest.get(Routes.user());
  setClockBack();
  await Promise.all(Array.from({ length: 60 }, () => client.rest.get(Routes.user())));
  expect(discord.traffic.requests).toHaveLength(61);
});
