// The settings of a process: one schema for the environment, read once by main.ts. Nobody else reads the environment.
import { z } from 'zod';
import { reasoningDisplays, type ReasoningDisplay } from './asks/ask.ts';
import { isTimeZone, readQuietSpans, type QuietHoursOptions } from './gpu/quiet-hours.ts';
import { logLevels, type LogLevel } from './log.ts';

export const roles = ['bot', 'worker'] as const;

/** What a process does: talk to Discord (`bot`), or run asks beside an Ollama (`worker`). */
export type Role = (typeof roles)[number];

export interface DiscordConfig {
  token: string;
  /** Base of the REST API without the version, as discord.js takes it. */
  apiUrl: string;
  /** Where files of people are fetched from, in the place of Discord's own hosts. */
  cdnUrl?: string | undefined;
  /** Discord lets the bot read messages in which it is not mentioned (a privileged intent). Not when absent. */
  readsMessages?: boolean;
  /** Commands are registered in this server only; everywhere when undefined. */
  guildId: string | undefined;
}

/** Limits on what the model server may take. A load has a limit of its own: it can need minutes. */
export interface Watchdogs {
  /** From the request until the first token, loading not counted. */
  firstTokenMs: number;
  /** Between two tokens. */
  tokenGapMs: number;
  /** From the first token until the last. */
  answerMs: number;
  loadMs: number;
  /** How long an ask waits for a model server that does not answer. */
  serverWaitMs: number;
}

export interface Config {
  roles: readonly Role[];
  /** Undefined in a process without the role `bot`: a worker holds no secret of Discord. */
  discord: DiscordConfig | undefined;
  operatorIds: readonly string[];
  redisUrl: string;
  redisPrefix: string;
  /** As written by the host: a URL, or an address without scheme or port. */
  ollamaHost: string;
  defaultModel: string;
  /** Other registries than Ollama's own that models may be pulled from, as `hf.co`. */
  modelHosts: readonly string[];
  /** What the host calls the worker's machine. Everybody may read it. */
  workerName: string | undefined;
  workerConcurrency: number;
  contextTokens: number;
  maxAnswerTokens: number;
  /** Part of `maxAnswerTokens`. */
  maxReasoningTokens: number;
  /** As Ollama takes it: seconds, or a duration like `30m`; negative means for ever. */
  keepAlive: string | number;
  /** When the worker's host keeps the card. */
  quietHours: QuietHoursOptions;
  retentionDays: number;
  /** Of a server that has chosen none. */
  reasoningDisplay: ReasoningDisplay;
  watchdogs: Watchdogs;
  logLevel: LogLevel;
  /** Touched while the process is well. */
  healthFile: string | undefined;
}

/** Names every problem of the settings at once, in words for the host. Values are not repeated: some are secrets. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      ['The settings need a change (.env.example explains them all):', ...problems].join('\n- '),
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings from environment variables; an empty variable counts as absent.
 *
 * @throws ConfigError when anything is missing or wrong
 */
export function readConfig(env: Environment, processRoles: readonly Role[] = roles): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map(
    ({ path, message }) => `${String(path[0])} ${message}.`,
  );
  const isBot = processRoles.includes('bot');
  if (isBot && given['DISCORD_TOKEN'] === undefined) problems.unshift(tokenMissing);
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data, processRoles);
}

const tokenMissing =
  'DISCORD_TOKEN is missing: copy it from the Bot page of your application (https://discord.com/developers/applications).';

/** Below this the prompt would have no room beside the answer. */
const maxAnswerShare = 3 / 4;

/** Of the answer's tokens, where the host sets no limit. By default what is left holds nine of ten recorded answers. */
const maxReasoningShare = 7 / 8;

function givenNumber({ min = 1, max }: { min?: number; max: number }) {
  return z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
}

function wholeNumber(fallback: number, limits: { min?: number; max: number }) {
  return givenNumber(limits).default(fallback);
}

/** No longer than a timer of Node can run. */
const seconds = (fallback: number) => wholeNumber(fallback, { max: 2_000_000 });

function urlOf(protocols: readonly string[], example: string) {
  return z.string().refine((value) => protocols.includes(protocolOf(value)), {
    error: `must be a URL like ${example}`,
  });
}

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}

/** As Ollama itself reads it: the scheme and the port may be missing. */
function isHost(value: string): boolean {
  return value.startsWith(':') || URL.canParse(value.includes('://') ? value : `http://${value}`);
}

const discordId = z.string().regex(/^\d{17,20}$/, 'must be a Discord id (17 to 20 digits)');

/** As the first part of a model's name: what has no dot and no port would be a namespace of Ollama's own registry. */
const modelHost = /^(?=.*[.:]|localhost$)[a-z0-9][a-z0-9.-]*(?::\d{1,5})?$/i;

/** Every variable that is read, by its name. A test holds `.env.example` and the README's table to it. */
export const environmentSchema = z
  .object({
    DISCORD_TOKEN: z
      .string()
      .regex(/^\S+$/, 'must hold no spaces (leave out the word "Bot")')
      .optional(),
    DISCORD_API_URL: urlOf(['https:', 'http:'], 'https://discord.com/api').default(
      'https://discord.com/api',
    ),
    DISCORD_CDN_URL: urlOf(['https:', 'http:'], 'https://cdn.discordapp.com').optional(),
    MESSAGE_CONTENT: z.enum(['on', 'off'], 'must be on or off').default('off'),
    DISCORD_GUILD_ID: discordId.optional(),
    OPERATOR_IDS: z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(discordId))
      .default([]),
    REDIS_URL: urlOf(['redis:', 'rediss:'], 'redis://127.0.0.1:6379').default(
      'redis://127.0.0.1:6379',
    ),
    REDIS_PREFIX: z
      .string()
      .regex(/^[\w-]+$/, 'must be of letters, digits, "-" and "_"')
      .default('aloud'),
    OLLAMA_HOST: z
      .string()
      .refine(isHost, 'must be an address like 127.0.0.1:11434 or https://gpu-box')
      .default('http://127.0.0.1:11434'),
    DEFAULT_MODEL: z.string().default('deepseek-r1:8b'),
    MODEL_HOSTS: z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(z.string().regex(modelHost, 'must be hosts like hf.co, by commas')))
      .default([]),
    WORKER_NAME: z.string().max(64, 'must have at most 64 characters').optional(),
    WORKER_CONCURRENCY: wholeNumber(1, { max: 64 }),
    CONTEXT_TOKENS: wholeNumber(16_384, { min: 1_024, max: 1_048_576 }),
    MAX_ANSWER_TOKENS: wholeNumber(8_192, { min: 64, max: 1_048_576 }),
    MAX_REASONING_TOKENS: givenNumber({ min: 16, max: 1_048_576 }).optional(),
    KEEP_ALIVE: z
      .string()
      .regex(
        /^(-?\d+|-?(\d+(\.\d+)?(ms|s|m|h))+)$/,
        'must be a duration like 30m, or -1 for always',
      )
      .transform((value) => (/^-?\d+$/.test(value) ? Number(value) : value))
      .default('30m'),
    QUIET_HOURS: z
      .string()
      .transform((value, context) => {
        const spans = readQuietSpans(value);
        if (spans) return spans;
        context.addIssue('must be times like 23:00-07:00, by commas, that leave some of the day');
        return z.NEVER;
      })
      .default([]),
    QUIET_HOURS_ZONE: z
      .string()
      .refine(isTimeZone, 'must be a time zone like Europe/Berlin')
      .optional(),
    RETENTION_DAYS: wholeNumber(7, { max: 3_650 }),
    REASONING_DISPLAY: z
      .enum(reasoningDisplays, `must be one of ${reasoningDisplays.join(', ')}`)
      .default('spoiler'),
    FIRST_TOKEN_SECONDS: seconds(600),
    TOKEN_GAP_SECONDS: seconds(120),
    ANSWER_SECONDS: seconds(3_600),
    LOAD_SECONDS: seconds(1_800),
    SERVER_WAIT_SECONDS: seconds(60),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
    HEALTH_FILE: z.string().optional(),
  })
  .refine(
    ({ CONTEXT_TOKENS, MAX_ANSWER_TOKENS }) => MAX_ANSWER_TOKENS <= CONTEXT_TOKENS * maxAnswerShare,
    {
      path: ['MAX_ANSWER_TOKENS'],
      error: 'must be at most three quarters of CONTEXT_TOKENS: the question needs room too',
      // Also when other variables are wrong, so that all problems show at once.
      when: ({ value }) => contextCounts.safeParse(value).success,
    },
  )
  .refine(
    ({ MAX_ANSWER_TOKENS, MAX_REASONING_TOKENS = 0 }) => MAX_REASONING_TOKENS <= MAX_ANSWER_TOKENS,
    {
      path: ['MAX_REASONING_TOKENS'],
      error: 'must be at most MAX_ANSWER_TOKENS, which counts the reasoning too',
      when: ({ value }) => answerCounts.safeParse(value).success,
    },
  );

const contextCounts = z.object({ CONTEXT_TOKENS: z.number(), MAX_ANSWER_TOKENS: z.number() });
const answerCounts = z.object({ MAX_ANSWER_TOKENS: z.number(), MAX_REASONING_TOKENS: z.number() });

function toConfig(env: z.infer<typeof environmentSchema>, processRoles: readonly Role[]): Config {
  return {
    roles: processRoles,
    discord: processRoles.includes('bot') ? toDiscordConfig(env) : undefined,
    operatorIds: env.OPERATOR_IDS,
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    ollamaHost: env.OLLAMA_HOST,
    defaultModel: env.DEFAULT_MODEL,
    modelHosts: env.MODEL_HOSTS,
    workerName: env.WORKER_NAME,
    workerConcurrency: env.WORKER_CONCURRENCY,
    contextTokens: env.CONTEXT_TOKENS,
    maxAnswerTokens: env.MAX_ANSWER_TOKENS,
    maxReasoningTokens:
      env.MAX_REASONING_TOKENS ?? Math.floor(env.MAX_ANSWER_TOKENS * maxReasoningShare),
    keepAlive: env.KEEP_ALIVE,
    quietHours: { spans: env.QUIET_HOURS, zone: env.QUIET_HOURS_ZONE },
    retentionDays: env.RETENTION_DAYS,
    reasoningDisplay: env.REASONING_DISPLAY,
    watchdogs: {
      firstTokenMs: env.FIRST_TOKEN_SECONDS * 1_000,
      tokenGapMs: env.TOKEN_GAP_SECONDS * 1_000,
      answerMs: env.ANSWER_SECONDS * 1_000,
      loadMs: env.LOAD_SECONDS * 1_000,
      serverWaitMs: env.SERVER_WAIT_SECONDS * 1_000,
    },
    logLevel: env.LOG_LEVEL,
    healthFile: env.HEALTH_FILE,
  };
}

function toDiscordConfig(env: z.infer<typeof environmentSchema>): DiscordConfig | undefined {
  if (env.DISCORD_TOKEN === undefined) return undefined;
  return {
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL,
    cdnUrl: env.DISCORD_CDN_URL,
    readsMessages: env.MESSAGE_CONTENT === 'on',
    guildId: env.DISCORD_GUILD_ID,
  };
}
