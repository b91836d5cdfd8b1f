import { expect, it } from 'vitest';
import { chosenIn, openSettings } from '../../support/settings-panel.ts';
import { settingsWith } from '../../support/settings.ts';

const menuId = 'settings:reasoningDisplay';
const moderatorsOnly = /^\*\*Only moderators of this server can do this\.\*\* /;
const serversOnly = /^\*\*This can be done only in a server that has the bot\.\*\* /;

it('shows a moderator alone what is chosen, and what can be chosen', async () => {
  const { use, mod, ann } = await openSettings();
  const panel = await use(mod);
  expect(panel.text).toMatch(/^### Settings of this server\n[^]*\n\*\*Reasoning\*\*\n/);
  expect([mod.canSee(panel), ann.canSee(panel)]).toEqual([true, false]);
  const options = panel.selects.flatMap((menu) => ('options' in menu ? menu.options : []));
  expect(options.map(({ value, default: isChosen }) => [value, isChosen])).toEqual([
    ['answers', true],
    ['limits', false],
    ['access', false],
    ['model', false],
    ['spoiler', true],
    ['button', false],
    ['never', false],
    ['yes', false],
    ['no', true],
    ['yes', true],
    ['no', false],
    ['discord', true],
    ['en', false],
    ['ru', false],
  ]);
});

it('keeps a choice at once, and shows it in the same message', async () => {
  const { discord, use, mod, chosen } = await openSettings();
  const panel = await use(mod);
  mod.select(panel, menuId, ['never']);
  await discord.waitFor(() => chosenIn(panel).includes('Never'));
  expect(await chosen()).toMatchObject({ reasoningDisplay: 'never' });
  expect(discord.messages(discord.channel)).toEqual([panel]);
  expect(chosenIn(await use(mod))).toContain('Never');
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
  expect(chosenIn(panel)).toContain('Behind a spoiler');
  expect((await use(mod)).text).toContain(away);
});

it.each([
  ['settings:answersInThreads', { answersInThreads: true }, ['yes', 'In a thread']],
  ['settings:pingsAsker', { pingsAsker: false }, ['no', 'Never']],
  ['settings:language', { language: 'ru' }, ['ru', 'Русский (Russian)']],
] as const)('keeps what is chosen in %s', async (customId, change, [value, label]) => {
  const { discord, use, mod, chosen } = await openSettings();
  const panel = await use(mod);
  mod.select(panel, customId, [value]);
  await discord.waitFor(() => chosenIn(panel).includes(label));
  expect(await chosen()).toEqual(settingsWith(change));
});

it('goes back to the language that Discord has for the server', async () => {
  const { discord, use, mod, chosen, store } = await openSettings();
  await store.change(discord.guild.id, { language: 'ru' });
  const panel = await use(mod);
  mod.select(panel, 'settings:language', ['discord']);
  await discord.waitFor(() => chosenIn(panel).includes('As Discord has it'));
  expect(await chosen()).toEqual(settingsWith());
});

it('shows one section at a time, and stays with it when something in it is chosen', async () => {
  const { discord, use, mod } = await openSettings();
  const panel = await use(mod);
  mod.select(panel, 'settings:section', ['access']);
  await discord.waitFor(() => panel.text.includes('**Who may ask** · everybody'));
  expect(panel.text).not.toContain('**Reasoning**');
  const role = discord.addRole({ name: 'Supporters' });
  mod.select(panel, 'settings:allowedRoleIds', [role.id]);
  await discord.waitFor(() => panel.text.includes('only members with a role below'));
  expect(panel.text).toContain('**Blocked** · nobody');
});

it("keeps what two moderators choose at the same time, each in a panel of one's own", async () => {
  const { discord, use, mod, owner, chosen } = await openSettings();
  const panels = [await use(mod), await use(owner)] as const;
  mod.select(panels[0], menuId, ['never']);
  owner.select(panels[1], 'settings:pingsAsker', ['no']);
  await discord.waitFor(() => panels.every((panel) => panel.versions.length > 2));
  expect(await chosen()).toEqual(settingsWith({ reasoningDisplay: 'never', pingsAsker: false }));
});
