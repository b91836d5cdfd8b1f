import { expect, it } from 'vitest';
import { openSettings } from '../../support/settings-panel.ts';
import { settingsWith } from '../../support/settings.ts';

const menuId = 'settings:reasoningDisplay';
const moderatorsOnly = /^\*\*Only moderators of this server can do this\.\*\* /;
const serversOnly = /^\*\*This can be done only in a server that has the bot\.\*\* /;

it('shows a moderator alone what is chosen, and what can be chosen', async () => {
  const { use, mod, ann } = await openSettings();
  const panel = await use(mod);
  expect(panel.text).toMatch(
    /^### Settings of this server\n[^]*\n\*\*Reasoning\*\* · Behind a spoiler\n/,
  );
  expect([mod.canSee(panel), ann.canSee(panel)]).toEqual([true, false]);
  const options = panel.selects.flatMap((menu) => ('options' in menu ? menu.options : []));
  expect(options.map(({ value, default: isChosen }) => [value, isChosen])).toEqual([
    ['spoiler', true],
    ['button', false],
    ['never', false],
    ['yes', true],
    ['no', false],
  ]);
});

it('keeps a choice at once, and shows it in the same message', async () => {
  const { discord, use, mod, chosen } = await openSettings();
  const panel = await use(mod);
  mod.select(panel, menuId, ['never']);
  await discord.waitFor(() => panel.text.includes('**Reasoning** · Never'));
  expect(await chosen()).toMatchObject({ reasoningDisplay: 'never' });
  expect(discord.messages(discord.channel)).toEqual([panel]);
  expect((await use(mod)).text).toContain('· Never');
});

it('is refused to members, although Discord offers it to them', async () => {
  const { use, ann } = await openSettings();
  expect((await use(ann)).text).toMatch(moderatorsOnly);
});

it('is open to operators', async () => {
  const { use, ann } = await openSettings({ isAnnOperator: true });
  expect((await use(ann)).text).toContain('Settings of this server');
});

it('asks for the permission again when something is chosen', async () => {
  const { discord, use, ann, chosen } = await openSettings();
  const refusal = await use(ann);
  ann.forge(refusal, { component_type: 3, custom_id: menuId, values: ['never'] });
  const seen = () => discord.messages(discord.channel, { as: ann });
  await discord.waitFor(() => seen().length === 2);
  expect(seen()[1]?.text).toMatch(moderatorsOnly);
  expect(await chosen()).toEqual(settingsWith());
});

it.each([
  [menuId, 'always'],
  ['settings:limits', 'never'],
  ['settings:allowedChannelIds', 'everywhere'],
])('takes nothing that it does not offer: %s, %s', async (customId, value) => {
  const { discord, use, mod, chosen } = await openSettings();
  const panel = await use(mod);
  const choice = mod.forge(panel, { component_type: 3, custom_id: customId, values: [value] });
  await discord.waitFor(() => panel.versions.length === 3);
  expect(choice.state).toBe('acknowledged');
  expect(panel.text).toContain('· Behind a spoiler');
  expect(await chosen()).toEqual(settingsWith());
});

it('belongs to a server: not to direct messages, and not to where only a member has the bot', async () => {
  const { discord, use, ann } = await openSettings({ isAnnOperator: true });
  expect((await use(ann, discord.directChannel(ann))).text).toMatch(serversOnly);
  expect((await use(ann, discord.outsideChannel)).text).toMatch(serversOnly);
});

it('tells that the settings are away, and that a choice was not shown to be kept', async () => {
  const { discord, use, mod, redis } = await openSettings();
  const panel = await use(mod);
  const away = '**The settings cannot be reached just now.** Please open them again in a minute;';
  redis.disconnect();
  mod.select(panel, menuId, ['never']);
  await discord.waitFor(() => discord.messages(discord.channel).at(-1)?.text.startsWith(away));
  expect(panel.text).toContain('· Behind a spoiler');
  expect((await use(mod)).text).toContain(away);
});
