// discord.js set up for this bot: what it subscribes to, and what of it goes into the log.
import { DefaultRestOptions } from '@discordjs/rest';
import { Client, Events, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { DiscordConfig } from '../config.ts';
import type { Logger } from '../log.ts';
import type { DiscordClock } from './discord-clock.ts';
import { resendOnce } from './resend.ts';

export interface DiscordClientOptions {
  discord: DiscordConfig;
  clock: DiscordClock;
  log: Logger;
}

export function createDiscordClient({ discord, clock, log }: DiscordClientOptions): Client {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(discord.readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Without them, what comes from direct messages is dropped, and what becomes of messages that are not remembered.
    partials: [Partials.Channel, Partials.Message],
    // Enough to know the message that one replies to; the bot's own edits are many.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 20,
    }),
    allowedMentions: { parse: [] },
    // Interactions are held back until all servers have come, and are dead after 3 s.
    waitGuildTimeout: 1_000,
    rest: {
      api: discord.apiUrl,
      timeout: 5_000,
      retries: 1,
      makeRequest: resendOnce(DefaultRestOptions.makeRequest),
      invalidRequestWarningInterval: 100,
      // Discord exempts interactions from its global limit, and the client counts it by the time of day: when that is
      // set back, all would wait.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    },
  });
  client.rest.on('response', (_request, response) => {
    const date = response.headers.get('date');
    if (date !== null) clock.observe(date);
  });
  client.rest.on('invalidRequestWarning', (data) => log.warn(data, 'discord-invalid-requests'));
  // An error without a listener ends the process.
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord-client-error'));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'gateway-error'));
  client.on(Events.ShardReconnecting, () => log.info('gateway-reconnecting'));
  client.on(Events.ShardResume, (_shard, replayed) => log.info({ replayed }, 'gateway-resumed'));
  return client;
}
