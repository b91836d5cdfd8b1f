// Whoever sees a message can press its buttons, and a tampered client can press what does not stand there: the bot
// decides by who presses, and where.
import { ComponentType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { Interaction, LocalMessage, Person } from '../../playground/local-discord/index.ts';
import { forgetIds } from '../../src/gateway/forget-panel.ts';
import { settingIds } from '../../src/gateway/setting-ids.ts';
import { openApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { openTestRedis, type TestRedis } from '../support/redis.ts';
import { redisTexts } from '../support/redis-texts.ts';
import { modelsAreKnown, useModel } from '../support/use-model.ts';

interface Scene {
  app: TestApp;
  /** Ann's, wherever something can be asked. */
  asks: Record<'open' | 'elsewhere' | 'secret' | 'direct' | 'outside', AskOnScreen>;
  /** What turns, settings and tasks are kept, and by what replies are written. */
  kept(): Promise<Map<string, string>>;
}

async function openScene(): Promise<Scene> {
  const redis = await openTestRedis();
  const app = await openApp({ redis });
  const { discord } = app;
  const ended = async (...asked: Parameters<TestApp['ask']>): Promise<AskOnScreen> => {
    const ask = await app.ask(...asked);
    await ask.ends();
    return ask;
  };
  const asks = {
    outside: await ended('Why outside?', { channel: discord.outsideChannel }),
    direct: await ended('Why?', { channel: discord.directChannel(discord.people.ann) }),
    elsewhere: await ended('Why there?', { channel: discord.addChannel({ name: 'there' }) }),
    secret: await ended('Why in secret?', { private: true }),
    open: await ended('Why?'),
  };
  return { app, asks, kept: () => keptIn(redis) };
}

async function keptIn(redis: TestRedis): Promise<Map<string, string>> {
  const texts = await redisTexts(redis);
  return new Map(
    [...texts].filter(([key]) =>
      /:(?:turn|conversation|settings|model|reply-token)[-:s]/.test(key),
    ),
  );
}

/** Those of the replies but what is everybody's; of all panels; and what nobody has. */
function customIdsAbout(asks: Scene['asks']): string[] {
  const ids = Object.values(asks).map(({ interaction }) => interaction.id);
  return [
    ...ids.map((id) => `again:${id}`),
    ...ids.filter((id) => id !== asks.open.interaction.id).map((id) => `thread:${id}`),
    ...[asks.secret, asks.direct, asks.elsewhere].map(
      ({ interaction }) => `follow:${interaction.id}`,
    ),
    ...Object.values(forgetIds),
    ...Object.values(settingIds),
    ...['cancel', 'remove', 'keep'].map((work) => `model:${work}:${ids[0]}`),
    'again:',
    'thread:../1',
  ];
}

/** The presser, and a message that this person sees. */
const strangers: readonly [where: string, see: (scene: Scene) => Promise<Sight>][] = [
  [
    'the same channel',
    ({ app, asks }) =>
      Promise.resolve({
        by: app.discord.addMember({ name: 'Eve' }),
        message: asks.open.reply(),
      }),
  ],
  [
    'direct messages',
    async ({ app }) => {
      const by = app.discord.addMember({ name: 'Eve' });
      const own = await app.ask('Mine?', { by, channel: app.discord.directChannel(by) });
      await own.ends();
      return { by, message: own.reply() };
    },
  ],
  [
    'a server where only the asker has the bot',
    ({ app, asks }) => {
      const { guild } = app.discord.outsideChannel;
      const by = app.discord.addMember({ name: 'Eve', ...(guild && { guild }) });
      return Promise.resolve({ by, message: asks.outside.reply() });
    },
  ],
];

interface Sight {
  by: Person;
  message: LocalMessage;
}

/** All that the press brought is seen by the presser alone. */
async function expectAloneTold(app: TestApp, press: Interaction): Promise<void> {
  expect(await press.settled()).toBe('acknowledged');
  const brought = app.discord.allMessages().filter((one) => one.interactionId === press.id);
  expect(brought.filter(({ onlyFor }) => onlyFor !== press.user)).toEqual([]);
}

it.each(strangers)('a stranger changes nothing by made-up presses in %s', async (_where, see) => {
  const scene = await openScene();
  const { app, asks } = scene;
  const { by, message } = await see(scene);
  const kept = await scene.kept();
  const asked = app.ollama.chats().length;
  const versions = () => Object.values(asks).map((ask) => ask.reply().versions.length);
  const shown = versions();
  for (const custom_id of customIdsAbout(asks)) {
    const press = by.forge(message, { component_type: ComponentType.Button, custom_id });
    await expectAloneTold(app, press);
  }
  for (const custom_id of Object.values(settingIds)) {
    const menu = { component_type: ComponentType.StringSelect, custom_id, values: ['never', 'ru'] };
    await expectAloneTold(app, by.forge(message, menu));
  }
  await app.write('<@bot> And now?').ends();
  expect(versions()).toEqual(shown);
  expect(app.ollama.chats()).toHaveLength(asked + 1);
  expect(await scene.kept()).toEqual(expect.objectContaining(kept));
});

it('an open panel of settings takes nothing from somebody who is no moderator any more', async () => {
  const { app, kept } = await openScene();
  const { mod } = app.discord.people;
  const command = mod.command('settings edit');
  const panel = await app.discord.waitFor(() => command.response);
  await app.discord.waitFor(() => panel.selects.length > 0);
  app.discord.guild.members.get(mod.id)?.roleIds.splice(0);
  const choice = mod.select(panel, settingIds.reasoningDisplay, ['never']);
  const told = await app.discord.waitFor(() => choice.followups[0]);
  expect(told.text).toMatch(/^\*\*Only moderators of this server can do this\.\*\*/);
  expect([...(await kept()).keys()].filter((key) => key.includes(':settings:'))).toEqual([]);
});

it('a pull of an operator is cancelled neither by a moderator nor by a press on another message', async () => {
  const app = await openApp({ ollama: { bytesPerSecond: 1e9 } });
  await modelsAreKnown(app);
  const { ann, mod, owner } = app.discord.people;
  const pull = await useModel(app, 'pull', { by: owner, values: { model: 'deepseek-r1:32b' } });
  await pull.shows(/GB of 20 GB/);
  const [cancel] = pull.message().buttons;
  const ask = await app.ask();
  await ask.ends();
  const press = mod.press(pull.message(), 'Cancel');
  const told = await app.discord.waitFor(() => press.followups[0]);
  expect(told).toMatchObject({ onlyFor: mod.user });
  expect(told.text).toMatch(/^Only the people who run this bot can cancel this/);
  const custom_id = cancel?.custom_id ?? '';
  await ann.forge(ask.reply(), { component_type: ComponentType.Button, custom_id }).settled();
  app.ollama.pullPace.bytesPerSecond = 0;
  await pull.shows(/^\*\*deepseek-r1:32b is installed\*\*/);
});
