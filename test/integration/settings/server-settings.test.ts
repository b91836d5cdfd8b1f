import { once } from 'node:events';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../../../playground/redis.ts';
import { BotError } from '../../../src/errors.ts';
import { closeRedis, createImpatientRedis } from '../../../src/redis.ts';
import {
  createServerSettings,
  type ServerSettingsStore,
} from '../../../src/settings/server-settings.ts';
import { settingsWith } from '../../support/settings.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { silentLog } from '../../support/token-log.ts';

const guildId = '500000000000000001';
const hosts = settingsWith({ reasoningDisplay: 'button' });

/** Of a host who shows reasoning on a press where a server has chosen nothing. */
async function openSettings({
  url,
  prefix,
}: Pick<TestRedis, 'url' | 'prefix'>): Promise<ServerSettingsStore> {
  const redis = createImpatientRedis({ url, name: 'settings', log: silentLog, timeoutMs: 200 });
  onTestFinished(() => closeRedis(redis));
  await once(redis, 'ready');
  return createServerSettings({ redis, prefix, defaults: hosts });
}

describe("a server's settings", () => {
  let testRedis: TestRedis;
  let settings: ServerSettingsStore;
  let key: string;

  beforeEach(async () => {
    testRedis = await openTestRedis();
    settings = await openSettings(testRedis);
    key = `${testRedis.prefix}:settings:${guildId}`;
  });

  it("are the host's where the server has chosen nothing", async () => {
    expect(await settings.get(guildId)).toEqual(hosts);
  });

  it('keep every entry of a list that several processes build at the same time', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `5000000000000000${10 + index}`);
    const elsewhere = await openSettings(testRedis);
    await Promise.all(
      ids.map((id, index) =>
        (index % 2 === 0 ? settings : elsewhere).change(guildId, ({ channelPersonas }) => ({
          channelPersonas: { ...channelPersonas, [id]: 'Arr.' },
        })),
      ),
    );
    const { channelPersonas } = await settings.get(guildId);
    expect(Object.keys(channelPersonas).toSorted()).toEqual(ids);
  });

  it('stay as they are when what is built upon them changes nothing', async () => {
    expect(await settings.change(guildId, () => ({}))).toEqual(hosts);
    expect(await testRedis.client.exists(key)).toBe(0);
  });

  it('are what was chosen last, for every process', async () => {
    await settings.change(guildId, { reasoningDisplay: 'spoiler' });
    const changed = await settings.change(guildId, { reasoningDisplay: 'never' });
    expect(changed).toEqual({ ...hosts, reasoningDisplay: 'never' });
    const elsewhere = await openSettings(testRedis);
    expect(await elsewhere.get(guildId)).toEqual(changed);
  });

  it('are read as they were chosen, whatever their kind', async () => {
    const chosen = {
      maxWaitingPerAsker: 1,
      maxAnswersPerDay: 10,
      maxAnswerTokens: 500,
      allowedChannelIds: [guildId],
      roleWeights: { [guildId]: 2 },
    };
    await settings.change(guildId, chosen);
    expect(await settings.get(guildId)).toEqual({ ...hosts, ...chosen });
    await settings.change(guildId, { maxAnswersPerDay: null, allowedChannelIds: [] });
    const left = { ...chosen, maxAnswersPerDay: null, allowedChannelIds: [] };
    expect(await settings.get(guildId)).toEqual({ ...hosts, ...left });
  });

  it.each([
    ['maxWaiting', '501'],
    ['maxWaiting', '1.5'],
    ['maxWaitingPerAsker', 'null'],
    ['allowedRoleIds', '["everyone"]'],
    ['roleWeights', '{"700000000000000001":9}'],
  ])('count as not chosen beyond their bounds: %s %s', async (name, text) => {
    await testRedis.client.hset(key, name, text, 'maxQuestionChars', '20');
    expect(await settings.get(guildId)).toEqual({ ...hosts, maxQuestionChars: 20 });
  });

  it('are of one server alone', async () => {
    await settings.change(guildId, { reasoningDisplay: 'never' });
    expect(await settings.get('500000000000000002')).toEqual(hosts);
  });

  it('stay as they are when nothing is changed', async () => {
    await settings.change(guildId, { reasoningDisplay: 'never' });
    expect(await settings.change(guildId, {})).toEqual({ ...hosts, reasoningDisplay: 'never' });
  });

  it('are kept for ever', async () => {
    await settings.change(guildId, { reasoningDisplay: 'never' });
    expect(await testRedis.client.ttl(key)).toBe(-1);
  });

  it.each(['"later"', '{}', 'null', 'never', ''])(
    'count as not chosen where this version cannot read them: %s',
    async (text) => {
      await testRedis.client.hset(key, 'reasoningDisplay', text);
      expect(await settings.get(guildId)).toEqual(hosts);
    },
  );

  it('leave alone what another version has chosen', async () => {
    await testRedis.client.hset(key, 'colours', '"many"', '__proto__', '{"a":1}');
    const changed = await settings.change(guildId, { reasoningDisplay: 'never' });
    expect(changed).toEqual({ ...hosts, reasoningDisplay: 'never' });
    expect(await testRedis.client.hget(key, 'colours')).toBe('"many"');
  });
});

it('tells that the settings are away, while they are and only then', async () => {
  const server = await startRedis({ appendOnly: 'always' });
  onTestFinished(() => server.close());
  const settings = await openSettings({ url: server.url, prefix: 'aloud' });
  await settings.change(guildId, { reasoningDisplay: 'never' });
  await server.kill('SIGSTOP');
  const away = new BotError('SETTINGS_UNAVAILABLE');
  await expect(settings.get(guildId)).rejects.toThrow(away);
  await expect(settings.change(guildId, {})).rejects.toThrow(away);
  await server.kill('SIGCONT');
  await expect
    .poll(() => settings.get(guildId).catch(() => undefined))
    .toEqual({ ...hosts, reasoningDisplay: 'never' });
});
