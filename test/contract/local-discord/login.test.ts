import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createClient, logIn, openDiscord, restOf } from './open.ts';

const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;

describe('login', () => {
  it('takes one REST call, and ends with the server and what the bot may do there', async () => {
    const discord = await openDiscord();
    const client = await logIn(discord, { intents: [Guilds] });
    expect(discord.traffic.requests.map(({ path }) => path)).toEqual(['/api/v10/gateway/bot']);
    expect(client.user.id).toBe(discord.applicationId);
    const guild = client.guilds.cache.get(discord.guild.id);
    expect(guild?.available).toBe(true);
    const permissions = guild?.members.me?.permissionsIn(discord.channel.id);
    expect(permissions?.has(PermissionFlagsBits.SendMessages)).toBe(true);
    expect(client.guilds.cache.size).toBe(1);
  });

  it('refuses a wrong token with 401', async () => {
    const discord = await openDiscord();
    const client = createClient(discord, { intents: [Guilds] });
    await expect(client.login('wrong.token.here')).rejects.toMatchObject({ code: 'TokenInvalid' });
    expect(discord.traffic.invalidCount).toBe(1);
  });

  it('closes with 4014 when an intent is not granted', async () => {
    const discord = await openDiscord();
    const client = createClient(discord, { intents: [Guilds, MessageContent] });
    await expect(client.login(discord.botToken)).rejects.toThrow('Used disallowed intents');
  });

  it('counts identifies against the daily limit', async () => {
    const discord = await openDiscord();
    await logIn(discord, { intents: [Guilds, GuildMessages] });
    const answer = await restOf(discord).get('/gateway/bot');
    expect(answer).toMatchObject({
      session_start_limit: { total: 1000, remaining: 999, max_concurrency: 1 },
    });
  });

  it('tells who owns the application', async () => {
    const discord = await openDiscord();
    const client = await logIn(discord, { intents: [Guilds] });
    const application = await client.application.fetch();
    expect(application.owner?.id).toBe(discord.people.owner.id);
  });

  it('keeps the Date header on the movable clock', async () => {
    const discord = await openDiscord();
    discord.clock.advance(3_600_000);
    const response = await fetch(`${discord.apiUrl}/v10/gateway/bot`);
    const headerAt = Date.parse(response.headers.get('date') ?? '');
    expect(Math.abs(headerAt - discord.clock.now())).toBeLessThan(2_000);
  });

  it('answers a route that it does not know with 404 and remembers it', async () => {
    const discord = await openDiscord();
    await expect(restOf(discord).get('/guilds/1/bans')).rejects.toMatchObject({
      status: 404,
      rawError: { message: '404: Not Found', code: 0 },
    });
    expect(discord.traffic.unknown.map(({ path }) => path)).toEqual(['/api/v10/guilds/1/bans']);
  });
});
