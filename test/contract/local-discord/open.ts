// Starts a local Discord and real clients of it, closed when the test ends.
import { REST } from '@discordjs/rest';
import { Client, Events, Partials, Routes } from 'discord.js';
import type { GatewayIntentBits } from 'discord.js';
import { onTestFinished } from 'vitest';
import { createLocalDiscord } from '../../../playground/local-discord/index.ts';
import type {
  Channel,
  Interaction,
  LocalDiscord,
  LocalDiscordOptions,
  LocalMessage,
  Person,
} from '../../../playground/local-discord/index.ts';

export async function openDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const discord = await createLocalDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

/** The real REST client, with the bot's token and without retries. */
export function restOf(discord: LocalDiscord): REST {
  const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.botToken);
  onTestFinished(() => {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  });
  return rest;
}

/** A real client that has logged in and is ready. */
export async function logIn(
  discord: LocalDiscord,
  { intents }: { intents: readonly GatewayIntentBits[] },
): Promise<Client<true>> {
  const client = createClient(discord, { intents });
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  await client.login(discord.botToken);
  return ready;
}

export function createClient(
  discord: LocalDiscord,
  { intents }: { intents: readonly GatewayIntentBits[] },
): Client {
  const client = new Client({
    intents: [...intents],
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl, retries: 0 },
  });
  client.on(Events.Error, () => undefined);
  onTestFinished(() => client.destroy());
  return client;
}

/** Registers `/ask prompt:` for all places and all installs. */
export async function registerAsk(discord: LocalDiscord, rest: REST): Promise<void> {
  await rest.put(Routes.applicationCommands(discord.applicationId), {
    body: [
      {
        name: 'ask',
        description: 'Ask the model',
        contexts: [0, 1, 2],
        integration_types: [0, 1],
        options: [
          { type: 3, name: 'prompt', description: 'What to ask', required: true, max_length: 20 },
          { type: 3, name: 'model', description: 'Which model', autocomplete: true },
          { type: 5, name: 'private', description: 'Only you see it' },
        ],
      },
    ],
  });
}

/** What a bot does with one interaction, as raw requests. */
export interface Answering {
  callback(body: object): Promise<unknown>;
  edit(body: object, message?: string): Promise<unknown>;
  followUp(body: object): Promise<unknown>;
}

export function answering(discord: LocalDiscord, rest: REST, interaction: Interaction): Answering {
  const { id, token } = interaction;
  return {
    callback: (body) =>
      rest.post(Routes.interactionCallback(id, token), {
        body,
        auth: false,
        query: new URLSearchParams({ with_response: 'true' }),
      }),
    edit: (body, message = '@original') =>
      rest.patch(Routes.webhookMessage(discord.applicationId, token, message), {
        body,
        auth: false,
      }),
    followUp: (body) =>
      rest.post(Routes.webhook(discord.applicationId, token), { body, auth: false }),
  };
}

export interface Deferred extends Answering {
  interaction: Interaction;
  reply: LocalMessage;
}

/** Ann's `/ask`, deferred. */
export async function askAndDefer(
  discord: LocalDiscord,
  rest: REST,
  { flags = 0, channel = discord.channel, by = discord.people.ann }: DeferOptions = {},
): Promise<Deferred> {
  if (discord.commands.overwrites === 0) await registerAsk(discord, rest);
  const interaction = by.command('ask', { prompt: 'Why?' }, { channel });
  const answers = answering(discord, rest, interaction);
  await answers.callback({ type: 5, data: { flags } });
  const reply = await discord.waitFor(() => interaction.response);
  return { ...answers, interaction, reply };
}

export interface DeferOptions {
  flags?: number;
  channel?: Channel;
  by?: Person;
}
