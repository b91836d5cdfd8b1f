import { Events, GatewayIntentBits, Routes } from 'discord.js';
import type { Client } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createLocalDiscord } from '../../../playground/local-discord/index.ts';
import { logIn, openDiscord, registerAsk, restOf } from './open.ts';

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
const writing = [Guilds, GuildMessages, DirectMessages];

function received(client: Client): string[] {
  const texts: string[] = [];
  client.on(Events.MessageCreate, (message) => {
    texts.push(message.content);
  });
  return texts;
}

async function openTalk(options: { messageContent?: boolean; intents?: GatewayIntentBits[] } = {}) {
  const { messageContent = false, intents = writing } = options;
  const discord = await openDiscord({ messageContent });
  const client = await logIn(discord, { intents });
  const texts = received(client);
  const arrived = (count: number) => until(client, () => texts.length >= count);
  return { discord, client, texts, arrived, ...discord.people };
}

/** Looks again after every packet that the client handles. */
function until(client: Client, look: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!look()) return;
      client.off(Events.Raw, later);
      resolve();
    };
    const later = () => setImmediate(check);
    client.on(Events.Raw, later);
    check();
  });
}

describe('the gateway', () => {
  it('withholds what people write without MESSAGE_CONTENT, save for the exceptions', async () => {
    const { discord, client, texts, arrived, ann } = await openTalk();
    const { channel } = discord;
    const rest = restOf(discord);
    await rest.post(Routes.channelMessages(channel.id), { body: { content: 'own' } });
    const own = discord.messages(channel)[0];
    if (!own) throw new Error('nothing was posted');
    ann.write(channel, 'secret');
    ann.write(channel, `hey <@${client.user.id}>`);
    ann.write(channel, 'reply with ping', { repliesTo: own });
    ann.write(channel, 'reply without ping', { repliesTo: own, pings: false });
    ann.write(discord.directChannel(ann), 'direct');
    await arrived(6);
    const mention = `hey <@${client.user.id}>`;
    expect(texts).toEqual(['own', '', mention, 'reply with ping', '', 'direct']);
    const read = await rest.get(Routes.channelMessages(channel.id));
    expect(read).toMatchObject([{}, {}, {}, { content: '' }, { content: 'own' }]);
  });

  it('withholds replies to an interaction response, ping or not', async () => {
    const { discord, texts, arrived, ann } = await openTalk();
    const rest = restOf(discord);
    await registerAsk(discord, rest);
    const interaction = ann.command('ask', { prompt: 'Why?' });
    const body = { type: 4, data: { content: 'Because.' } };
    await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body });
    const response = await discord.waitFor(() => interaction.response);
    ann.write(discord.channel, 'and then?', { repliesTo: response });
    await arrived(2);
    expect(texts).toEqual(['Because.', '']);
  });

  it('delivers everything with the intent granted and asked for', async () => {
    const { discord, texts, arrived, ann } = await openTalk({
      messageContent: true,
      intents: [...writing, MessageContent],
    });
    ann.write(discord.channel, 'open');
    await arrived(1);
    expect(texts).toEqual(['open']);
  });

  it('sends no messages to a session that did not ask for them', async () => {
    const { discord, client, texts, ann } = await openTalk({ intents: [Guilds, DirectMessages] });
    ann.write(discord.channel, 'not asked for');
    ann.write(discord.directChannel(ann), 'asked for');
    await until(client, () => texts.length > 0);
    expect(texts).toEqual(['asked for']);
  });

  it('replays on resume what was missed, after a drop, a close and a request to reconnect', async () => {
    const { discord, texts, arrived, ann } = await openTalk();
    const channel = discord.directChannel(ann);
    const breaks = [
      () => discord.gateway.dropConnections(),
      () => discord.gateway.closeConnections(4000),
      () => discord.gateway.askReconnect(),
    ];
    for (const [index, breakIt] of breaks.entries()) {
      discord.gateway.refuseConnections();
      breakIt();
      await discord.waitFor(() => !discord.gateway.isConnected);
      ann.write(channel, `missed ${index}`);
      discord.gateway.acceptConnections();
      await discord.waitFor(() => discord.gateway.resumes === index + 1, { timeoutMs: 20_000 });
      await arrived(index + 1);
    }
    expect(texts).toEqual(['missed 0', 'missed 1', 'missed 2']);
    expect(discord.gateway.identifies).toBe(1);
  });

  it('delivers an event again when told to', async () => {
    const { discord, client, ann } = await openTalk();
    const rest = restOf(discord);
    await registerAsk(discord, rest);
    const ids: string[] = [];
    client.on(Events.InteractionCreate, ({ id }) => {
      ids.push(id);
    });
    const { id } = ann.command('ask', { prompt: 'Why?' });
    expect(discord.gateway.repeat('INTERACTION_CREATE')).toBe(true);
    await until(client, () => ids.length === 2);
    expect(ids).toEqual([id, id]);
  });

  it('stops listening when it closes, once or twice', async () => {
    const discord = await createLocalDiscord();
    await discord.close();
    await discord.close();
    await expect(fetch(discord.apiUrl)).rejects.toThrow('fetch failed');
  });
});
