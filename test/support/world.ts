// The whole world of an end-to-end test: a local Discord, a stand-in Ollama and a share of Redis. When the test is
// over it checks what must hold of every test: see `screen-rules.ts`, and that the bot has left nothing open.
import { expect, onTestFinished } from 'vitest';
import { createLocalDiscord } from '../../playground/local-discord/index.ts';
import type {
  Channel,
  Interaction,
  LocalDiscord,
  LocalDiscordOptions,
  LocalMessage,
  Person,
  PersonFile,
} from '../../playground/local-discord/index.ts';
import { createStandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import type {
  StandInOllama,
  StandInOllamaOptions,
} from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import { watchAsk, watchReplyTo, type AskOnScreen, type ReplyOnScreen } from './ask-on-screen.ts';
import { createLogLines, type LogLines } from './log-lines.ts';
import { shortScript } from './model-words.ts';
import { openTestRedis } from './redis.ts';
import {
  expectEndings,
  expectReasoningSealed,
  pingsOf,
  refusalsOf,
  replyMessagesOf,
  uninvitedMessagesOf,
} from './screen-rules.ts';

export interface WorldOptions {
  discord?: LocalDiscordOptions;
  ollama?: StandInOllamaOptions;
  /** Where Redis is; by default a share of the layer's. */
  redis?: { url: string; prefix: string };
  expected?: Expected;
}

/** What a test provokes. Everything else of its kind fails the test. */
export interface Expected {
  /** `status/code` of requests that the local Discord refuses. */
  refusals?: readonly string[];
  /** Those that may come or not: a clock moved while a request was under way, say. */
  possibleRefusals?: readonly string[];
  /** How often somebody is notified. */
  pings?: number;
  /** How many ended replies are begun anew. */
  retries?: number;
  /** Messages of log lines of level error. */
  errors?: readonly string[];
}

export interface AskOptions {
  by?: Person;
  channel?: Channel;
  model?: string;
  private?: boolean;
  file?: PersonFile;
}

export type WriteOptions = Parameters<Person['write']>[2] & { by?: Person; channel?: Channel };

/** What somebody has written, and the reply to it. */
export interface Written extends ReplyOnScreen {
  readonly message: LocalMessage;
}

export interface World {
  discord: LocalDiscord;
  ollama: StandInOllama;
  redis: { url: string; prefix: string };
  log: LogLines;
  /** Uses /ask, and resolves when it is acknowledged. */
  ask(question?: string, options?: AskOptions): Promise<AskOnScreen>;
  /** An ask that was made in another way than by /ask. */
  follow(interaction: Interaction, asker?: Person): AskOnScreen;
  /** Writes a message that becomes an ask of its own. A mention of the bot is `<@bot>`. */
  write(text: string, options?: WriteOptions): Written;
  /** A message that was written in another way. */
  watch(message: LocalMessage, asker?: Person): Written;
  /** The ask will have no ending on Discord: its reply was deleted, say. */
  forget(ask: ReplyOnScreen): void;
  /** Closed when the test is over, before the world is: the last one first. */
  closeLater(close: () => Promise<unknown>): void;
}

/** So wide that no test waits for them; the limits have tests of their own. */
const wideLimit = { limit: 50, windowMs: 1_000 };
const wideLimits = {
  'webhook-edit': wideLimit,
  'channel-edit': wideLimit,
  'channel-post': wideLimit,
};

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const redis = options.redis ?? (await openTestRedis());
  const discord = await createLocalDiscord({ rateLimits: wideLimits, ...options.discord });
  const ollama = await createStandInOllama({ script: () => shortScript, ...options.ollama });
  const log = createLogLines();
  const asks = new Set<ReplyOnScreen>();
  const closes: (() => Promise<unknown>)[] = [];

  onTestFinished(async ({ task }) => {
    try {
      for (const close of closes.toReversed()) await close();
      // The first failure is the one to read.
      if (task.result?.state === 'fail') return;
      expectRules({ discord, log, asks: asks.size, expected: options.expected ?? {} });
      await expectNothingOpen({ discord, ollama });
    } finally {
      await Promise.all([discord.close(), ollama.close()]);
    }
  });

  function follow(interaction: Interaction, asker = discord.people.ann): AskOnScreen {
    const ask = watchAsk({ discord, interaction, asker });
    asks.add(ask);
    return ask;
  }

  function watch(message: LocalMessage, asker = discord.people.ann): Written {
    const written = { message, ...watchReplyTo(message, { discord, asker }) };
    asks.add(written);
    return written;
  }

  return {
    discord,
    ollama,
    redis,
    log,
    ask: async (question = 'Why is the sky blue?', { by, channel, ...values } = {}) => {
      const asker = by ?? discord.people.ann;
      const typed = { prompt: question, ...values };
      const interaction = asker.command('ask', typed, channel ? { channel } : {});
      expect(await interaction.settled()).toBe('acknowledged');
      return follow(interaction, asker);
    },
    follow,
    write: (text, { by = discord.people.ann, channel = discord.channel, ...options } = {}) =>
      watch(by.write(channel, spoken(text, discord), options), by),
    watch,
    forget: (ask) => void asks.delete(ask),
    closeLater: (close) => void closes.push(close),
  };
}

/** `<@bot>` is the mention of the bot. */
export function spoken(
  text: string,
  { applicationId }: Pick<LocalDiscord, 'applicationId'>,
): string {
  return text.replaceAll('<@bot>', `<@${applicationId}>`);
}

interface RuledWorld {
  discord: LocalDiscord;
  log: LogLines;
  asks: number;
  expected: Expected;
}

function expectRules({ discord, log, asks, expected }: RuledWorld): void {
  expectReasoningSealed(uninvitedMessagesOf(discord));
  const { refusals = [], possibleRefusals = [], errors = [], pings = 0, retries = 0 } = expected;
  expectEndings(replyMessagesOf(discord), { asks, retries });
  expect(pingsOf(discord.allMessages()), 'pings').toHaveLength(pings);
  const refused = refusalsOf(discord).filter((refusal) => !possibleRefusals.includes(refusal));
  expect(refused, 'refused requests').toEqual(refusals);
  expect(discord.traffic.unknown, 'requests to routes that do not exist').toEqual([]);
  expect(log.errors(), 'errors in the log').toEqual(errors);
}

async function expectNothingOpen({
  discord,
  ollama,
}: Pick<World, 'discord' | 'ollama'>): Promise<void> {
  await discord.waitFor(() => !discord.gateway.isConnected, { what: 'the gateway to be left' });
  await ollama.waitFor(() => ollama.requests.every(({ endedAt }) => endedAt !== undefined));
}
