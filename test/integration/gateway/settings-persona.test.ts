import { describe, expect, it } from 'vitest';
import { openSettings } from '../../support/settings-panel.ts';
import { settingsWith } from '../../support/settings.ts';

/** A moderator with the panel open where the persona stands. */
async function openPersona() {
  const opened = await openSettings();
  const { discord, use, mod } = opened;
  const panel = await use(mod);

  async function until<T>(work: () => T, words: string): Promise<T> {
    const done = work();
    await discord.waitFor(() => panel.text.includes(words));
    return done;
  }

  async function press(button: string) {
    const pressed = mod.press(panel, button);
    await discord.waitFor(() => pressed.modal);
    return pressed;
  }

  await until(() => mod.select(panel, 'settings:section', ['model']), '**Persona**');
  return { ...opened, panel, press, until };
}

describe('the form for the persona', () => {
  it('keeps the text, counts it, and shows it again', async () => {
    const { press, panel, mod, chosen, until } = await openPersona();
    expect(panel.text).toContain(
      '**Persona** · none\n-# The model is told it before each question.',
    );
    const pressed = await press('Change persona');
    const persona = 'You are a **pirate**.\nSay arr.';
    await until(
      () => mod.submitModal(pressed, { persona }),
      String.raw`> You are a \*\*pirate\*\*. Say arr.`,
    );
    expect(panel.text).toContain('**Persona** · 30 of 2,000 characters');
    expect(await chosen()).toEqual(settingsWith({ persona }));
    const again = await press('Change persona');
    expect(JSON.stringify(again.modal)).toContain(`"value":${JSON.stringify(persona)}`);
  });

  it('takes the persona away with an empty text', async () => {
    const { discord, press, panel, mod, chosen, store } = await openPersona();
    await store.change(discord.guild.id, { persona: 'You are a pirate.' });
    const pressed = await press('Change persona');
    mod.submitModal(pressed, { persona: '  ' });
    await discord.waitFor(() => panel.versions.length > 3);
    expect(panel.text).toContain('**Persona** · none');
    expect(await chosen()).toEqual(settingsWith());
  });
});

describe('the form for the persona of a channel', () => {
  it('proposes the channel where it is opened, with what holds there', async () => {
    const { discord, press, store, panel, mod, until } = await openPersona();
    const { id } = discord.channel;
    await store.change(discord.guild.id, { channelPersonas: { [id]: 'Arr.' } });
    // Any change brings the panel, and what the bot remembers, up to date.
    await until(() => mod.select(panel, 'settings:section', ['limits']), '**Limits**');
    await until(() => mod.select(panel, 'settings:section', ['model']), `channels** · <#${id}>`);
    const shown = JSON.stringify((await press('Persona of a channel')).modal);
    expect(shown).toContain(`"default_values":[{"id":"${id}"`);
    expect(shown).toContain('"value":"Arr."');
  });

  it('keeps a persona for the channel, lists it, and takes it away again', async () => {
    const { discord, press, panel, mod, chosen, until } = await openPersona();
    const channel = discord.addChannel({ name: 'tavern' });
    const pressed = await press('Persona of a channel');
    const sent = { channel: [channel.id], persona: 'Arr.' };
    await until(
      () => mod.submitModal(pressed, sent),
      `**Personas of channels** · <#${channel.id}>`,
    );
    expect(await chosen()).toEqual(settingsWith({ channelPersonas: { [channel.id]: 'Arr.' } }));
    const again = await press('Persona of a channel');
    mod.submitModal(again, { channel: [channel.id], persona: '' });
    await discord.waitFor(() => !panel.text.includes(channel.id));
    expect(await chosen()).toEqual(settingsWith());
  });

  it('changes nothing for a channel that went while the form was open', async () => {
    const { discord, press, mod, chosen } = await openPersona();
    const channel = discord.addChannel({ name: 'tavern' });
    const pressed = await press('Persona of a channel');
    // The person chose it before it went.
    const sent = mod.submitModal(pressed, { channel: [channel.id], persona: 'Arr.' });
    discord.deleteChannel(channel);
    const told = await discord.waitFor(() => sent.followups[0]);
    expect(told.text).toBe('This channel is gone.\nNothing was changed.');
    expect(await chosen()).toEqual(settingsWith());
  });

  it('keeps those of other channels that were chosen while it was open', async () => {
    const { discord, press, mod, chosen, store, until } = await openPersona();
    const pressed = await press('Persona of a channel');
    const [one, other] = [discord.addChannel({ name: 'one' }), discord.addChannel({ name: 'two' })];
    await store.change(discord.guild.id, { channelPersonas: { [one.id]: 'One.' } });
    await until(
      () => mod.submitModal(pressed, { channel: [other.id], persona: 'Two.' }),
      `<#${other.id}>`,
    );
    const channelPersonas = { [one.id]: 'One.', [other.id]: 'Two.' };
    expect(await chosen()).toEqual(settingsWith({ channelPersonas }));
  });
});

describe('what /settings show tells', () => {
  it('holds in the channel where it is asked for, with its model and its persona', async () => {
    const { discord, use, mod, ann, store } = await openSettings();
    const { id } = discord.channel;
    await store.change(discord.guild.id, {
      channelPersonas: { [id]: 'You are a pirate.' },
      model: 'llama3.2:3b',
      blockedMemberIds: [ann.id],
    });
    const { text } = await use(mod, undefined, 'show');
    expect(text).toMatch(
      /^### What applies in this channel\n\*\*Model\*\* · llama3.2:3b \(set for this server\)/,
    );
    expect(text).toContain('**Persona** · set for this channel\n> You are a pirate.');
    expect(text).toContain(`**Blocked** · <@${ann.id}>`);
  });

  it('tells members that there is a persona, and neither its words nor who is blocked', async () => {
    const { discord, use, mod, ann, store } = await openSettings();
    await store.change(discord.guild.id, { persona: 'A secret.', blockedMemberIds: [mod.id] });
    const answer = await use(ann, undefined, 'show');
    expect(answer.text).toContain('**Persona** · set for this server\n');
    expect(answer.text).toContain('Waiting questions of one member: 3');
    expect(answer.text).not.toMatch(/secret|Blocked/);
    expect(answer).toMatchObject({ isEphemeral: true, onlyFor: ann.user });
    expect(answer.current.pings).toEqual([]);
  });
});
