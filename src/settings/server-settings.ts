// What the moderators of each server have chosen. Asks read it at submit; /settings shows and changes it.
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { reasoningDisplays } from '../asks/ask.ts';
import { BotError } from '../errors.ts';
import { maxChosenIds, settingBounds, type Bounds } from './bounds.ts';

const discordId = z.string().regex(/^\d{17,20}$/);
const discordIds = z.array(discordId).max(maxChosenIds);
const numberIn = ({ min, max }: Bounds) => z.int().min(min).max(max);

/** One line for each setting. Its name is that of its field in Redis, so it is never given to another. */
const serverSettingsSchema = z.object({
  reasoningDisplay: z.enum(reasoningDisplays),
  pingsAsker: z.boolean(),
  maxWaitingPerAsker: numberIn(settingBounds.maxWaitingPerAsker),
  maxWaiting: numberIn(settingBounds.maxWaiting),
  maxAnswersPerDay: numberIn(settingBounds.maxAnswersPerDay).nullable(),
  maxAnswerTokens: numberIn(settingBounds.maxAnswerTokens).nullable(),
  maxQuestionChars: numberIn(settingBounds.maxQuestionChars),
  allowedChannelIds: discordIds,
  allowedRoleIds: discordIds,
  blockedMemberIds: discordIds,
  roleWeights: z
    .record(discordId, numberIn(settingBounds.roleWeight))
    .refine((weights) => Object.keys(weights).length <= maxChosenIds),
});

export type ServerSettings = z.output<typeof serverSettingsSchema>;

export interface ServerSettingsOptions {
  redis: Redis;
  prefix: string;
  /** Where a server has chosen nothing. */
  defaults: ServerSettings;
}

/** Both throw SETTINGS_UNAVAILABLE when Redis fails. A change that failed may still have been taken. */
export interface ServerSettingsStore {
  /** `null`: outside of servers, where the defaults hold. */
  get(guildId: string | null): Promise<ServerSettings>;
  /** Keeps what is named, and leaves the rest as it is. Gives all settings as they are then. */
  change(guildId: string, change: Partial<ServerSettings>): Promise<ServerSettings>;
}

/** A Redis hash for each server, a field for each setting, its value as JSON. They have no expiry. */
export function createServerSettings({
  redis,
  prefix,
  defaults,
}: ServerSettingsOptions): ServerSettingsStore {
  const keyOf = (guildId: string): string => `${prefix}:settings:${guildId}`;

  async function get(guildId: string | null): Promise<ServerSettings> {
    if (guildId === null) return defaults;
    return readSettings(await reached(redis.hgetall(keyOf(guildId))), defaults);
  }

  return {
    get,
    change: async (guildId, change) => {
      const fields = Object.entries(change).map(([name, value]) => [name, JSON.stringify(value)]);
      if (fields.length > 0) await reached(redis.hset(keyOf(guildId), ...fields.flat()));
      return get(guildId);
    },
  };
}

/** A change from outside; undefined when it names a value that cannot be chosen. */
export function readChange(change: object): Partial<ServerSettings> | undefined {
  // What is not named is absent, and not there as undefined.
  return serverSettingsSchema.partial().safeParse(change).data as
    | Partial<ServerSettings>
    | undefined;
}

async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new BotError('SETTINGS_UNAVAILABLE', { cause });
  }
}

/** What another version of the bot wrote and this one does not know counts as not chosen. */
function readSettings(stored: Record<string, string>, defaults: ServerSettings): ServerSettings {
  let settings = defaults;
  for (const [name, text] of Object.entries(stored)) {
    const read = serverSettingsSchema.safeParse({ ...settings, [name]: parseJson(text) });
    if (read.success) settings = read.data;
  }
  return settings;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
