// What a server has chosen, for tests that care about some of it.
import { hostSettings } from '../../src/settings/host-settings.ts';
import type { ServerSettings } from '../../src/settings/server-settings.ts';

/** The host's settings where nothing is given. */
export function settingsWith(given: Partial<ServerSettings> = {}): ServerSettings {
  return { ...hostSettings({ reasoningDisplay: 'spoiler' }), ...given };
}
