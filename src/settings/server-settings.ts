// What the moderators of each server have chosen. Asks read it at submit; /settings shows and changes it.
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { reasoningDisplays } from '../asks/ask.ts';
import { BotError } from '../errors.ts';
import { maxChosenIds, maxPersonaChars, settingBounds, type Bounds } from './bounds.ts';
import { languages } from '../locales/languages.ts';
import { parseJson } from '../parse-json.ts';

const discordId = z.string().regex(/^\d{17,20}$/);
const discordIds = z.array(discordId).max(maxChosenIds);
const modelName = z.string().min(1).max(200);
const persona = z.string().min(1).max(maxPersonaChars);
const numberIn = ({ min, max }: Bounds) => z.int().min(min).max(max);

/** One line for each setting. Its name is that of its field in Redis, so it is never given to another. */
const serverSettingsSchema = z.object({
  reasoningDisplay: z.enum(reasoningDisplays),
  pingsAsker: z.boolean(),
  /** Every `/ask` in a channel opens a thread. */
  answersInThreads: z.boolean(),
  /** Of what everybody sees; `null`: as Discord has the server. */
  language: z.enum(languages).nullable(),
  /** What the model is told before each question; of a channel, in its place. */
  persona: persona.nullable(),
  channelPersonas: z
    .record(discordId, persona)
    .refine((personas) => Object.keys(personas).length <= maxChosenIds),
  /** Asked where nobody names one; `null`: the host's. */
  model: modelName.nullable(),
  channelModels: z
    .record(discordId, modelName)
    .refine((models) => Object.keys(models).length <= maxChosenIds),
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

/**
 * What to keep; made of what holds at that moment where it builds upon it, as a list does. Such a function may be called
 * several times, until nobody has changed the same in between.
 */
export type SettingsChange =
  | Partial<ServerSettings>
  | ((settings: ServerSettings) => Partial<ServerSettings>);

/** Both throw SETTINGS_UNAVAILABLE when Redis fails. A change that failed may still have been taken. */
export interface ServerSettingsStore {
  /** `null`: outside of servers, where the defaults hold. */
  get(guildId: string | null): Promise<ServerSettings>;
  /** Keeps what is named, and leaves the rest as it is. Gives all settings as they are then. */
  change(guildId: string, change: SettingsChange): Promise<ServerSettings>;
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

  async function keep(guildId: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    const fields = fieldsOf(change);
    if (fields.length > 0) await reached(redis.hset(keyOf(guildId), ...fields.flat()));
    return get(guildId);
  }

  /** Ends: whoever has to try again was overtaken by a change that was kept. */
  async function build(
    guildId: string,
    changeOf: (settings: ServerSettings) => Partial<ServerSettings>,
  ): Promise<ServerSettings> {
    for (;;) {
      const stored = await reached(redis.hgetall(keyOf(guildId)));
      const fields = fieldsOf(changeOf(readSettings(stored, defaults)));
      const args = fields.flatMap(([name, text]) => [name, stored[name] ?? '', text]);
      if ((await reached(redis.eval(keepIfSame, 1, keyOf(guildId), ...args))) === 1) {
        return get(guildId);
      }
    }
  }

  return {
    get,
    change: (guildId, change) =>
      typeof change === 'function' ? build(guildId, change) : keep(guildId, change),
  };
}

/** Names, the texts that they were built upon (empty: none), and their new texts. */
const keepIfSame = `
for at = 1, #ARGV, 3 do
  if (redis.call('HGET', KEYS[1], ARGV[at]) or '') ~= ARGV[at + 1] then return 0 end
end
for at = 1, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 2]) end
return 1`;

function fieldsOf(change: Partial<ServerSettings>): (readonly [name: string, text: string])[] {
  return Object.entries(change).map(([name, value]) => [name, JSON.stringify(value)] as const);
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
