// /settings over the local Discord, used by moderators and by those who are none.
import { once } from 'node:events';
import { expect, onTestFinished } from 'vitest';
import { createSettingsCommand } from '../../commands/settings.ts';
import { createLocalDiscord } from '../../playground/local-discord/index.ts';
import type { Channel, LocalMessage, Person } from '../../playground/local-discord/index.ts';
import type { Command } from '../../src/gateway/command.ts';
import { createDiscordClock } from '../../src/gateway/discord-clock.ts';
import { createGateway } from '../../src/gateway/gateway.ts';
import { closeRedis, createImpatientRedis } from '../../src/redis.ts';
import { createRecalledSettings } from '../../src/settings/recalled-settings.ts';
import { createServerSettings } from '../../src/settings/server-settings.ts';
import { createLogLines } from './log-lines.ts';
import { openTestRedis } from './redis.ts';
import { settingsWith } from './settings.ts';
import { silentLog } from './token-log.ts';

/** Server administrators can offer a command to everyone, so nothing here relies on whom Discord offers it to. */
function offeredToAll({ data, ...command }: Command): Command {
  const everywhere = { contexts: [0, 1, 2], integration_types: [0, 1] };
  return { ...command, data: { ...data, ...everywhere, default_member_permissions: null } };
}

/** What its menus show as chosen, by their labels. */
export function chosenIn(panel: LocalMessage): string[] {
  return panel.selects
    .flatMap((menu) => ('options' in menu ? menu.options : []))
    .filter((option) => option.default)
    .map(({ label }) => label);
}

/** The bot with nothing but /settings, closed with the test. */
export async function openSettings({ isAnnOperator = false } = {}) {
  const { url, prefix } = await openTestRedis();
  const redis = createImpatientRedis({ url, name: 'settings', log: silentLog, timeoutMs: 2_000 });
  onTestFinished(() => closeRedis(redis));
  await once(redis, 'ready');
  const store = createServerSettings({ redis, prefix, defaults: settingsWith() });
  const serverSettings = createRecalledSettings({ store, log: silentLog });
  const discord = await createLocalDiscord();
  const isOperator = (id: string) => isAnnOperator && id === discord.people.ann.id;
  const log = createLogLines();
  const gateway = createGateway({
    discord: { token: discord.botToken, apiUrl: discord.apiUrl, guildId: undefined },
    commands: [
      offeredToAll(
        createSettingsCommand({
          serverSettings,
          isOperator,
          hostAnswerTokens: 8_192,
          defaultModel: 'deepseek-r1:8b',
        }),
      ),
    ],
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
  async function use(person: Person, channel?: Channel, subcommand: 'edit' | 'show' = 'edit') {
    const place = channel ? { channel } : {};
    const interaction = person.command(`settings ${subcommand}`, {}, place);
    const isWritten = () => (interaction.response?.isLoading === false ? interaction : undefined);
    const { response } = await discord.waitFor(isWritten);
    if (!response) throw new Error('the command was not answered');
    return response;
  }

  return {
    ...discord.people,
    discord,
    redis,
    store,
    use,
    chosen: () => store.get(discord.guild.id),
  };
}
