// Which servers have chosen a model, so that it is not removed under them.
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { failingWith } from '../errors.ts';
import { parseJson } from '../parse-json.ts';

export interface ModelChooser {
  guildId: string;
  /** Chosen for the whole server. */
  isServers: boolean;
  /** Chosen for these. */
  channelIds: readonly string[];
}

/** Throws SETTINGS_UNAVAILABLE when Redis fails. */
export type ListModelChoosers = (isModel: (name: string) => boolean) => Promise<ModelChooser[]>;

const chosen = z.string();
const chosenInChannels = z.record(z.string(), z.string());
/** Keys that one round looks at. */
const batch = '500';

/** Looks at the settings of all servers: for what is done seldom, and by hand. */
export function createListModelChoosers({
  redis,
  prefix,
}: {
  redis: Redis;
  prefix: string;
}): ListModelChoosers {
  const before = `${prefix}:settings:`;

  async function listKeys(): Promise<string[]> {
    const keys = new Set<string>();
    let cursor = '0';
    do {
      const [next, found] = await redis.scan(cursor, 'MATCH', `${before}*`, 'COUNT', batch);
      for (const key of found) keys.add(key);
      cursor = next;
    } while (cursor !== '0');
    return [...keys];
  }

  async function read(key: string, isModel: (name: string) => boolean): Promise<ModelChooser[]> {
    const [model, channelModels] = await redis.hmget(key, 'model', 'channelModels');
    const ofServer = chosen.safeParse(parseJson(model)).data;
    const ofChannels = Object.entries(
      chosenInChannels.safeParse(parseJson(channelModels)).data ?? {},
    );
    const isServers = ofServer !== undefined && isModel(ofServer);
    const channelIds = ofChannels.filter(([, name]) => isModel(name)).map(([id]) => id);
    if (!isServers && channelIds.length === 0) return [];
    return [{ guildId: key.slice(before.length), isServers, channelIds }];
  }

  async function list(isModel: (name: string) => boolean): Promise<ModelChooser[]> {
    const keys = await listKeys();
    return (await Promise.all(keys.map((key) => read(key, isModel)))).flat();
  }

  return (isModel) => failingWith('SETTINGS_UNAVAILABLE', list(isModel));
}
