// The settings with a memory: what a server has chosen is known at once, without Redis, for answers that cannot wait.
import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';
import type { ServerSettings, ServerSettingsStore } from './server-settings.ts';

export interface RecalledSettingsOptions {
  store: ServerSettingsStore;
  log: Logger;
  /** A copy that is older is fetched anew. */
  keepMs?: number;
  /** Monotonic ms. */
  now?: () => number;
}

export interface RecalledSettings extends ServerSettingsStore {
  /**
   * As they were when they were last read or changed here; undefined when that was never. What another process has
   * changed since is missing until the copy was fetched anew, which this begins and does not wait for.
   */
  recall(guildId: string): ServerSettings | undefined;
}

/** More are hardly active at a time, and one that is forgotten is read again. */
const maxServers = 1_000;

interface Copy {
  settings: ServerSettings;
  at: number;
}

export function createRecalledSettings({
  store,
  log,
  keepMs = 10_000,
  now = () => performance.now(),
}: RecalledSettingsOptions): RecalledSettings {
  const copies = new LRUCache<string, Copy>({ max: maxServers });
  /** What was read before the newest change must not replace it. */
  let changes = 0;

  async function read(guildId: string | null): Promise<ServerSettings> {
    const changesBefore = changes;
    const settings = await store.get(guildId);
    if (guildId !== null && changes === changesBefore) remember(guildId, settings);
    return settings;
  }

  function remember(guildId: string, settings: ServerSettings): void {
    copies.set(guildId, { settings, at: now() });
  }

  function refresh(guildId: string): void {
    read(guildId).catch((error: unknown) => log.debug({ err: error }, 'settings-not-refreshed'));
  }

  return {
    get: read,
    change: async (guildId, change) => {
      changes += 1;
      const settings = await store.change(guildId, change);
      changes += 1;
      remember(guildId, settings);
      return settings;
    },
    recall: (guildId) => {
      const copy = copies.get(guildId);
      if (!copy || now() - copy.at >= keepMs) refresh(guildId);
      return copy?.settings;
    },
  };
}
