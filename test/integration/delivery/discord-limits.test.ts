import { Routes } from 'discord-api-types/v10';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createLocalDiscord } from '../../../playground/local-discord/index.ts';
import { createDiscordCalls } from '../../../src/delivery/discord-calls.ts';
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

/** The bot's own calls, which answer no interaction. */
async function openBotCalls() {
  const discord = await openDiscord();
  const calls = createDiscordCalls({
    apiUrl: discord.apiUrl,
    botToken: discord.botToken,
    pacer: createPacer(),
    onDate: () => undefined,
  });
  const closing = new AbortController();
  const ask = () => calls.openDirectMessage(discord.people.ann.id, closing.signal);
  return { discord, ask, closing };
}

function setClockBack(): void {
  const { now } = Date;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() - hourMs);
  onTestFinished(() => clock.mockRestore());
}

it('waits for the next second rather than being refused, although the clock was set back', async () => {
  const { discord, ask } = await openBotCalls();
  setClockBack();
  await Promise.all(Array.from({ length: 30 }, ask));
  const { requests } = discord.traffic;
  const first = requests.at(0)?.at ?? 0;
  const afterMs = requests.map(({ at }) => at - first);
  expect(afterMs.filter((ms) => ms < 900)).toHaveLength(25);
  expect(afterMs.filter((ms) => ms >= 900 && ms < 2_500)).toHaveLength(5);
});

it('sends nothing with its token while Discord limits all of it', async () => {
  const { discord, ask, closing } = await openBotCalls();
  const effect = { type: 'rate-limit', retryAfterMs: 60_000, scope: 'global' } as const;
  discord.faults.inject({ effect, times: 1 });
  await expect(ask()).rejects.toMatchObject({ retryAfter: expect.closeTo(60_000, -3) });
  const reason = new Error('closing');
  const others = [ask(), ask()].map((other) => expect(other).rejects.toBe(reason));
  closing.abort(reason);
  await Promise.all(others);
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
