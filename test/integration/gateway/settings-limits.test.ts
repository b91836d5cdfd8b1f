import { describe, expect, it } from 'vitest';
import { ChannelType } from 'discord-api-types/v10';
import type { Interaction, LocalMessage, Person } from '../../../playground/local-discord/index.ts';
import type { SettingsSection } from '../../../src/locales/words/settings.ts';
import { openSettings } from '../../support/settings-panel.ts';
import { settingsWith } from '../../support/settings.ts';

const ids = {
  channels: 'settings:allowedChannelIds',
  roles: 'settings:allowedRoleIds',
  blocked: 'settings:blockedMemberIds',
};

/** A moderator with the panel open at a section. */
async function openPanel(section: SettingsSection) {
  const opened = await openSettings();
  const { discord, use, mod } = opened;
  const panel = await use(mod);
  const before = panel.versions.length;
  mod.select(panel, 'settings:section', [section]);
  await discord.waitFor(() => panel.versions.length > before);

  async function press(button: string, by: Person = mod): Promise<Interaction> {
    const pressed = by.press(panel, button);
    await pressed.settled();
    return pressed;
  }

  /** Resolves when the panel was shown anew. */
  async function until<T>(work: () => T, words: string): Promise<T> {
    const done = work();
    await discord.waitFor(() => panel.text.includes(words));
    return done;
  }

  return { ...opened, panel, press, until };
}

const menuOf = (panel: LocalMessage, id: string) =>
  panel.selects.find(({ custom_id: customId }) => customId === id);

describe('the menus', () => {
  it.each([
    ['channels', 'Where to ask** · only in the channels below', 'allowedChannelIds'],
    ['roles', 'Who may ask** · only members with a role below', 'allowedRoleIds'],
    ['blocked', 'Blocked** · the members below', 'blockedMemberIds'],
  ] as const)(
    'of %s keep what is chosen, show it, and let it go again',
    async (kind, words, name) => {
      const { discord, panel, mod, ann, chosen, until } = await openPanel('access');
      const role = discord.addRole({ name: 'Supporters' });
      const id = { channels: discord.channel.id, roles: role.id, blocked: ann.id }[kind];
      await until(() => mod.select(panel, ids[kind], [id]), words);
      expect(await chosen()).toEqual(settingsWith({ [name]: [id] }));
      expect(menuOf(panel, ids[kind])).toMatchObject({ default_values: [{ id }] });
      mod.select(panel, ids[kind], []);
      await discord.waitFor(() => !panel.text.includes(words));
      expect(await chosen()).toEqual(settingsWith());
    },
  );

  it('offer no channels that nobody can ask in', async () => {
    const { discord, panel, mod } = await openPanel('access');
    const channel = discord.addChannel({ type: ChannelType.GuildDirectory });
    expect(() => mod.select(panel, ids.channels, [channel.id])).toThrow('does not offer');
  });

  it.each([ids.channels, ids.roles, ids.blocked])('take nothing of a stranger: %s', async (id) => {
    const { discord, use, ann, chosen } = await openPanel('access');
    const refusal = await use(ann);
    const forged = { component_type: 5, custom_id: id, values: [ann.id] };
    const choice = ann.forge(refusal, forged);
    await discord.waitFor(() => choice.followups.length === 1);
    expect(choice.followups[0]?.text).toContain('Only moderators of this server can do this.');
    expect(await chosen()).toEqual(settingsWith());
  });
});

describe('the form for limits', () => {
  it('shows what holds, and keeps what is sent', async () => {
    const { press, panel, mod, chosen, until } = await openPanel('limits');
    const pressed = await press('Change limits');
    const shown = JSON.stringify(pressed.modal);
    for (const value of ['"3"', '"100"', '"6000"']) expect(shown).toContain(`"value":${value}`);
    const typed = { maxWaiting: '50', maxAnswersPerDay: '20', maxAnswerTokens: '4,096' };
    await until(() => mod.submitModal(pressed, typed), 'Waiting questions in all: 50');
    expect(panel.text).toContain('Answers to one member in 24 hours: 20\n');
    const changed = { maxWaiting: 50, maxAnswersPerDay: 20, maxAnswerTokens: 4_096 };
    expect(await chosen()).toEqual(settingsWith(changed));
  });

  it('says privately what is wrong, and then changes nothing', async () => {
    const { discord, press, mod, chosen } = await openPanel('limits');
    const pressed = await press('Change limits');
    const sent = mod.submitModal(pressed, { maxWaiting: '50', maxWaitingPerAsker: 'a few' });
    const told = await discord.waitFor(() => sent.followups[0]);
    expect(told.text).toBe(
      '**Waiting questions of one member** takes a whole number from 1 to 50.\nNothing was changed.',
    );
    expect(told.onlyFor).toBe(mod.user);
    expect(await chosen()).toEqual(settingsWith());
  });

  it('is opened by its own button, and by none that somebody made up', async () => {
    const { discord, panel, mod } = await openPanel('limits');
    const pressed = mod.forge(panel, { component_type: 2, custom_id: 'settings:colours' });
    await discord.waitFor(() => pressed.response);
    expect(pressed.modal).toBeUndefined();
    expect(pressed.response?.text).toContain('This is not offered any more.');
  });

  it('is opened for moderators alone', async () => {
    const { discord, use, ann } = await openPanel('limits');
    const refusal = await use(ann);
    const pressed = ann.forge(refusal, { component_type: 2, custom_id: 'settings:limits' });
    await discord.waitFor(() => pressed.response);
    expect(pressed.modal).toBeUndefined();
    expect(pressed.response).toMatchObject({ onlyFor: ann.user });
    expect(pressed.response?.text).toContain('Only moderators');
  });

  it('is taken from nobody who has stopped being a moderator meanwhile', async () => {
    const { discord, press, mod, chosen } = await openPanel('limits');
    const pressed = await press('Change limits');
    discord.guild.members.get(mod.id)?.roleIds.splice(0);
    const sent = mod.submitModal(pressed, { maxWaiting: '50' });
    const told = await discord.waitFor(() => sent.followups[0]);
    expect(told.text).toContain('Only moderators');
    expect(await chosen()).toEqual(settingsWith());
  });

  it('tells that the settings are away', async () => {
    const { discord, press, mod, redis } = await openPanel('limits');
    const pressed = await press('Change limits');
    redis.disconnect();
    const sent = mod.submitModal(pressed, { maxWaiting: '50' });
    const told = await discord.waitFor(() => sent.followups[0]);
    expect(told.text).toContain('The settings cannot be reached just now.');
  });
});

describe('the form for turns', () => {
  it('gives roles their turns, and takes them back', async () => {
    const { discord, press, panel, mod, chosen, until } = await openPanel('limits');
    const role = discord.addRole({ name: 'Supporters' });
    const pressed = await press('Give a role more turns');
    await until(
      () => mod.submitModal(pressed, { roles: [role.id], weight: '3' }),
      `<@&${role.id}> ×3`,
    );
    expect(await chosen()).toEqual(settingsWith({ roleWeights: { [role.id]: 3 } }));
    expect(panel.current.pings).toEqual([]);
    const again = await press('Give a role more turns');
    await until(() => mod.submitModal(again, { roles: [role.id], weight: '1' }), 'everybody alike');
    expect(await chosen()).toEqual(settingsWith());
  });
});
