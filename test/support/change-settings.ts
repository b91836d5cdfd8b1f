// Chooses for the local Discord's server what a test needs, without the panel.
import { createPatientRedis } from '../../src/redis.ts';
import { hostSettings } from '../../src/settings/host-settings.ts';
import { createServerSettings, type ServerSettings } from '../../src/settings/server-settings.ts';
import type { World } from './world.ts';

/** Before the bot has read the settings of the server for the first time. */
export async function changeSettings(
  { redis: { url, prefix }, discord, log }: World,
  change: Partial<ServerSettings>,
): Promise<void> {
  const redis = createPatientRedis({ url, name: 'test', log: log.logger });
  const defaults = hostSettings({ reasoningDisplay: 'spoiler' });
  await createServerSettings({ redis, prefix, defaults }).change(discord.guild.id, change);
  await redis.quit();
}
