import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { createSettingsCommand } from '../../../commands/settings.ts';
import { createLocalDiscord } from '../../../playground/local-discord/index.ts';
import type { Channel, Person } from '../../../playground/local-discord/index.ts';
import type { Command } from '../../../src/gateway/command.ts';
import { createDiscordClock } from '../../../src/gateway/discord-clock.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { closeRedis, createImpatientRedis } from '../../../src/redis.ts';
import { createServerSettings } from '../../../src/settings/server-settings.ts';
import { createLogLines } from '../../support/log-lines.ts';
import { openTestRedis } from '../../support/redis.ts';
import { silentLog } from '../../support/token-log.ts';

const menuId = 'settings:reasoningDisplay';
const moderatorsOnly = /^\*\*Only moderators of this server can do this\.\*\* /;
const serversOnly = /^\*\*This can be done only in a server that has the bot\.\*\* /;

/** Server administrators can offer a command to everyone, so nothing here relies on whom Discord offers it to. */
function offeredToAll({ data, ...command }: Command): Command {
  const everywhere = { contexts: [0, 1, 2], integration_types: [0, 1] };
  return { ...command, data: { ...data, ...everywhere, default_member_permissions: null } };
}

async function openSettings({ isAnnOperator = false } = {}) {
  const { url, prefix } = await openTestRedis();
  const redis = createImpatientRedis({ url, name: 'settings', log: silentLog, timeoutMs: 2_000 });
  onTestFinished(() => closeRedis(redis));
  await once(redis, 'ready');
  const defaults = { reasoningDisplay: 'spoiler' } as const;
  const serverSettings = createServerSettings({ redis, prefix, defaults });
  const discord = await createLocalDiscord();
  const isOperator = (id: string) => isAnnOperator && id === discord.people.ann.id;
  const log = createLogLines();
  const gateway = createGateway({
    discord: { token: discord.botToken, apiUrl: discord.apiUrl, guildId: undefined },
    commands: [offeredToAll(createSettingsCommand({ serverSettings, isOperator }))],
    buttons: { press: () => Promise.resolve() },
    clock: createDiscordClock(),
    log: log.logger,
    onFatal: () => undefined,
  });
  onTestFinished(async () => {
    await gateway.close();
    await discord.close();
    expect(log.errors()).toEqual([]);
  });
  await gateway.open();

  /** The private answer, once it is written. */
  async function use(person: Person, channel?: Channel) {
    const interaction = person.command('settings', {}, channel ? { channel } : {});
    const isWritten = () => (interaction.response?.isLoading === false ? interaction : undefined);
    const { response } = await discord.waitFor(isWritten);
    if (!response) throw new Error('the command was not answered');
    return response;
  }

  return {
    ...discord.people,
    discord,
    redis,
    use,
    chosen: async () => (await serverSettings.get(discord.guild.id)).reasoningDisplay,
  };
}

it('shows a moderator alone what is chosen, and what can be chosen', async () => {
  const { use, mod, ann } = await openSettings();
  const panel = await use(mod);
  expect(panel.text).toMatch(
    /^### Settings of this server\n[^]*\n\*\*Reasoning\*\* · Behind a spoiler$/,
  );
  expect([mod.canSee(panel), ann.canSee(panel)]).toEqual([true, false]);
  const options = panel.selects.flatMap((menu) => ('options' in menu ? menu.options : []));
  expect(options.map(({ value, default: isChosen }) => [value, isChosen])).toEqual([
    ['spoiler', true],
    ['button', false],
    ['never', false],
  ]);
});

it('keeps a choice at once, and shows it in the same message', async () => {
  const { discord, use, mod, chosen } = await openSettings();
  const panel = await use(mod);
  mod.select(panel, menuId, ['never']);
  await discord.waitFor(() => panel.text.endsWith('**Reasoning** · Never'));
  expect(await chosen()).toBe('never');
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
  expect(await chosen()).toBe('spoiler');
});

it.each([
  [menuId, 'always'],
  ['settings:limits', 'never'],
])('takes nothing that it does not offer: %s, %s', async (customId, value) => {
  const { discord, use, mod, chosen } = await openSettings();
  const panel = await use(mod);
  const choice = mod.forge(panel, { component_type: 3, custom_id: customId, values: [value] });
  await discord.waitFor(() => panel.versions.length === 3);
  expect(choice.state).toBe('acknowledged');
  expect(panel.text).toContain('· Behind a spoiler');
  expect(await chosen()).toBe('spoiler');
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
