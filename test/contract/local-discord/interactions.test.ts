import { GatewayIntentBits, MessageFlags, PermissionFlagsBits, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { answering, askAndDefer, logIn, openDiscord, registerAsk, restOf } from './open.ts';

async function openAsk(options = {}) {
  const discord = await openDiscord(options);
  const rest = restOf(discord);
  await registerAsk(discord, rest);
  return { discord, rest, ...discord.people };
}

describe('an interaction', () => {
  it('reaches a real client with the options, the member and the permissions', async () => {
    const { discord, ann } = await openAsk();
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const received = new Promise((resolve) => {
      client.on('interactionCreate', (interaction) => {
        if (!interaction.isChatInputCommand() || !interaction.inCachedGuild()) return;
        resolve([
          interaction.options.getString('prompt'),
          interaction.options.getBoolean('private'),
          interaction.member.id,
          interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild),
          interaction.appPermissions.has(PermissionFlagsBits.SendMessages),
        ]);
      });
    });
    ann.command('ask', { prompt: 'Why?', private: true });
    expect(await received).toEqual(['Why?', true, ann.id, false, true]);
  });

  it('reaches a real client from a direct message, and from where the bot is not', async () => {
    const { discord, ann } = await openAsk();
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const places: unknown[] = [];
    const both = new Promise<void>((resolve) => {
      client.on('interactionCreate', ({ context, channelId, authorizingIntegrationOwners }) => {
        places.push([context, channelId, authorizingIntegrationOwners]);
        if (places.length === 2) resolve();
      });
    });
    const direct = discord.directChannel(ann);
    ann.command('ask', { prompt: 'Why?' }, { channel: direct });
    ann.command('ask', { prompt: 'Why?' }, { channel: discord.outsideChannel });
    await both;
    expect(places).toMatchObject([
      [1, direct.id, { guildId: '0', userId: ann.id }],
      [0, discord.outsideChannel.id, { guildId: null, userId: ann.id }],
    ]);
  });

  it('is deferred as a loading message and filled by the first edit', async () => {
    const { discord, rest, ann } = await openAsk();
    const { reply, edit } = await askAndDefer(discord, rest);
    expect(reply.isLoading).toBe(true);
    await edit({ content: 'Because.' });
    expect(discord.messages(discord.channel, { as: ann })).toEqual([reply]);
    expect(reply.versions).toMatchObject([
      { route: 'callback', flags: MessageFlags.Loading, content: '' },
      { route: 'webhook-edit', flags: 0, content: 'Because.' },
    ]);
  });

  it('returns the message of the answer when with_response is set', async () => {
    const { discord, rest, ann } = await openAsk();
    const interaction = ann.command('ask', { prompt: 'Why?' });
    const returned = await answering(discord, rest, interaction).callback({
      type: 5,
      data: { flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2 },
    });
    expect(returned).toMatchObject({
      interaction: { id: interaction.id, response_message_id: interaction.response?.id },
      resource: {
        type: 5,
        message: { flags: MessageFlags.Ephemeral | MessageFlags.Loading },
      },
    });
  });

  it('expires after three seconds with 10062', async () => {
    const { discord, rest, ann } = await openAsk();
    const interaction = ann.command('ask', { prompt: 'Why?' });
    discord.clock.advance(3_000);
    expect(await interaction.settled()).toBe('failed');
    const { callback, edit } = answering(discord, rest, interaction);
    await expect(callback({ type: 5 })).rejects.toMatchObject({ code: 10062, status: 404 });
    await expect(edit({ content: 'late' })).rejects.toMatchObject({ code: 10015, status: 404 });
  });

  it('is acknowledged once: a second time is 40060', async () => {
    const { discord, rest } = await openAsk();
    const { callback } = await askAndDefer(discord, rest);
    await expect(callback({ type: 5 })).rejects.toMatchObject({ code: 40060, status: 400 });
  });

  it('has a token that expires after 15 minutes with 401 and 50027', async () => {
    const { discord, rest } = await openAsk();
    const { edit } = await askAndDefer(discord, rest);
    discord.clock.advance(15 * 60_000 - 1_000);
    await edit({ content: 'in time' });
    discord.clock.advance(1_000);
    await expect(edit({ content: 'late' })).rejects.toMatchObject({ code: 50027, status: 401 });
  });

  it('does not answer to an unknown token: 10015', async () => {
    const { discord, rest } = await openAsk();
    const route = Routes.webhookMessage(discord.applicationId, 'unknown');
    await expect(rest.patch(route, { body: {}, auth: false })).rejects.toMatchObject({
      code: 10015,
      status: 404,
    });
  });

  it('says Unknown Message when a person has deleted the reply', async () => {
    const { discord, rest, ann } = await openAsk();
    const { reply, edit } = await askAndDefer(discord, rest);
    ann.delete(reply);
    await expect(edit({ content: 'x' })).rejects.toMatchObject({ code: 10008, status: 404 });
    expect(discord.allMessages()).toContain(reply);
  });

  it('refuses an empty edit with 50006', async () => {
    const { discord, rest } = await openAsk();
    const { edit } = await askAndDefer(discord, rest);
    await expect(edit({ content: '  ' })).rejects.toMatchObject({ code: 50006 });
  });
});

describe('languages', () => {
  it("are the person's own and the server's, which a real client hears of when it changes", async () => {
    const { discord, ann } = await openAsk();
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const changed = new Promise((resolve) => {
      client.on('guildUpdate', (_old, guild) => resolve(guild.preferredLocale));
    });
    discord.setPreferredLocale(discord.guild, 'fr');
    expect(await changed).toBe('fr');
    ann.user.locale = 'ru';
    const received = new Promise((resolve) => {
      client.on('interactionCreate', ({ locale, guildLocale }) => resolve([locale, guildLocale]));
    });
    ann.command('ask', { prompt: 'Why?' });
    expect(await received).toEqual(['ru', 'fr']);
  });
});

describe("a message's context menu", () => {
  it('hands over the text of the message, also without MESSAGE_CONTENT', async () => {
    const { discord, rest, ann, mod } = await openAsk();
    const body = [{ name: 'Ask about this', type: 3 }];
    await rest.put(Routes.applicationCommands(discord.applicationId), { body });
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const text = new Promise((resolve) => {
      client.on('interactionCreate', (interaction) => {
        if (interaction.isMessageContextMenuCommand()) resolve(interaction.targetMessage.content);
      });
    });
    ann.useOn(mod.write(discord.channel, 'Is it so?'), 'Ask about this');
    expect(await text).toBe('Is it so?');
  });
});

describe('follow-ups', () => {
  it('fill the loading message first, and then are messages of their own', async () => {
    const { discord, rest } = await openAsk();
    const { reply, followUp, interaction } = await askAndDefer(discord, rest);
    await followUp({ content: 'one' });
    expect(reply).toMatchObject({ text: 'one', isLoading: false });
    await followUp({ content: 'two' });
    expect(interaction.followups.map(({ text }) => text)).toEqual(['two']);
  });

  it('are five at most where the bot is not: 40094', async () => {
    const { discord, rest } = await openAsk({ rateLimits: { followup: null } });
    const channel = discord.outsideChannel;
    const { edit, followUp } = await askAndDefer(discord, rest, { channel });
    await edit({ content: 'first' });
    for (const n of [1, 2, 3, 4, 5]) await followUp({ content: String(n) });
    await expect(followUp({ content: '6' })).rejects.toMatchObject({ code: 40094 });
    await edit({ content: 'edits go on' });
  });
});

describe('ephemeral answers', () => {
  it('are seen by their person alone', async () => {
    const { discord, rest, ann, mod } = await openAsk();
    const { reply } = await askAndDefer(discord, rest, { flags: MessageFlags.Ephemeral });
    expect(discord.messages(discord.channel, { as: ann })).toEqual([reply]);
    expect(discord.messages(discord.channel, { as: mod })).toEqual([]);
  });

  it('cannot be read or edited by way of the channel: 10008', async () => {
    const { discord, rest } = await openAsk();
    const { reply } = await askAndDefer(discord, rest, { flags: MessageFlags.Ephemeral });
    const route = Routes.channelMessage(discord.channel.id, reply.id);
    await expect(rest.get(route)).rejects.toMatchObject({ code: 10008 });
    await expect(rest.patch(route, { body: { content: 'x' } })).rejects.toMatchObject({
      code: 10008,
    });
    expect(await rest.get(Routes.channelMessages(discord.channel.id))).toEqual([]);
  });

  it('are forced on a user-installed application without Use External Apps', async () => {
    const { discord, rest, ann } = await openAsk();
    const everyone = discord.outsideChannel.guild?.roles.get(discord.outsideChannel.guild.id);
    if (everyone) everyone.permissions &= ~PermissionFlagsBits.UseExternalApps;
    const { reply } = await askAndDefer(discord, rest, { channel: discord.outsideChannel });
    expect(reply.onlyFor).toBe(ann.user);
  });
});

describe('autocomplete', () => {
  it('hands the choices to the person', async () => {
    const { discord, ann } = await openAsk();
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    client.on('interactionCreate', (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      void interaction.respond([{ name: `${typed}-r1`, value: `${typed}-r1:8b` }]);
    });
    const choices = await ann.autocomplete('ask', { option: 'model', typed: 'deep' });
    expect(choices).toEqual([{ name: 'deep-r1', value: 'deep-r1:8b' }]);
  });

  it.each([
    ['26 choices', Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` }))],
    ['a name of 101 characters', [{ name: 'a'.repeat(101), value: 'a' }]],
  ])('refuses %s', async (_what, choices) => {
    const { discord, rest, ann } = await openAsk();
    const typing = ann.autocomplete('ask', { option: 'model', typed: 'x' });
    const asked = await discord.waitFor(() => discord.interactions()[0]);
    const { callback } = answering(discord, rest, asked);
    await expect(callback({ type: 8, data: { choices } })).rejects.toMatchObject({ code: 50035 });
    setImmediate(() => discord.clock.advance(3_000));
    await expect(typing).rejects.toThrow('loading options failed');
  });

  it('cannot be deferred', async () => {
    const { discord, rest, ann } = await openAsk();
    const interaction = ann.command('ask', { prompt: 'Why?' });
    const { callback } = answering(discord, rest, interaction);
    await expect(callback({ type: 8, data: { choices: [] } })).rejects.toMatchObject({
      code: 50035,
    });
    expect(interaction.state).toBe('pending');
  });
});

describe('components', () => {
  const stop = { type: 2, style: 2, label: 'Stop', custom_id: 'stop' };
  const row = {
    type: 1,
    components: [stop, { ...stop, label: 'Off', custom_id: 'off', disabled: true }],
  };

  async function openButton(flags = 0) {
    const opened = await openAsk();
    const { discord, rest } = opened;
    const deferred = await askAndDefer(discord, rest, { flags });
    await deferred.edit({ content: 'Thinking', components: [row] });
    return { ...opened, ...deferred };
  }

  it('make the message that holds them the original of a deferred update', async () => {
    const { discord, rest, mod, reply } = await openButton();
    const pressed = mod.press(reply, 'Stop');
    const { callback, edit } = answering(discord, rest, pressed);
    await callback({ type: 6 });
    await edit({ content: 'Stopped', components: [] });
    expect(reply).toMatchObject({ text: 'Stopped', buttons: [] });
  });

  it('can be answered by updating the message, or by a message of its own', async () => {
    const { discord, rest, ann, reply } = await openButton();
    const update = answering(discord, rest, ann.press(reply, 'stop'));
    await update.callback({ type: 7, data: { content: 'Updated' } });
    expect(reply.current).toMatchObject({ route: 'callback', content: 'Updated' });
    const said = ann.press(reply, 'Stop');
    await answering(discord, rest, said).callback({ type: 4, data: { content: 'No', flags: 64 } });
    expect(said.response).toMatchObject({ text: 'No', isEphemeral: true });
  });

  it('cannot be pressed when absent, disabled or out of sight', async () => {
    const { ann, mod, reply } = await openButton(MessageFlags.Ephemeral);
    expect(() => ann.press(reply, 'Go')).toThrow('no button "Go": Stop, Off');
    expect(() => ann.press(reply, 'Off')).toThrow('disabled');
    expect(() => mod.press(reply, 'Stop')).toThrow('does not see');
  });

  it('hand over what was chosen from a menu, which offers nothing else', async () => {
    const { discord, rest, ann } = await openAsk();
    const { edit, reply } = await askAndDefer(discord, rest);
    const options = [{ label: 'Small', value: 'r1:8b' }];
    const menu = { type: 3, custom_id: 'model', options };
    await edit({ content: 'Which?', components: [{ type: 1, components: [menu] }] });
    expect(() => ann.select(reply, 'model', ['r1:70b'])).toThrow('offers r1:8b');
    expect(ann.select(reply, 'model', ['r1:8b']).data).toEqual({
      custom_id: 'model',
      component_type: 3,
      values: ['r1:8b'],
    });
  });

  it('are handed over also when a tampered client made them up', async () => {
    const { ann, mod, reply } = await openButton(MessageFlags.Ephemeral);
    const forged = { component_type: 2, custom_id: 'stop:1' };
    expect(ann.forge(reply, forged)).toMatchObject({ data: forged, source: reply });
    expect(() => mod.forge(reply, forged)).toThrow('does not see');
  });

  it('can open a form, whose texts come back', async () => {
    const { discord, ann, reply } = await openButton();
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const texts = new Promise((resolve) => {
      client.on('interactionCreate', (interaction) => {
        if (interaction.isModalSubmit()) resolve(interaction.fields.getTextInputValue('more'));
        if (!interaction.isButton()) return;
        const component = { type: 4, style: 2, customId: 'more', maxLength: 10 };
        const label = { type: 18, label: 'More', component };
        void interaction.showModal({ customId: 'form', title: 'Go on', components: [label] });
      });
    });
    const pressed = ann.press(reply, 'Stop');
    await pressed.settled();
    expect(() => ann.submitModal(pressed, { more: 'x'.repeat(11) })).toThrow('11 characters');
    ann.submitModal(pressed, { more: 'and then?' });
    expect(await texts).toBe('and then?');
  });
});
