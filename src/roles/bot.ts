// The role `bot`: takes interactions, keeps the replies true. Holds the Discord secrets; needs no Ollama.
import type { Redis } from 'ioredis';
import { createCommands } from '../../commands/index.ts';
import { createAskStore } from '../asks/ask-store.ts';
import { createAsks, type Asks } from '../asks/asks.ts';
import { createChooseModel } from '../asks/choose-model.ts';
import { createLine, type Line } from '../asks/line.ts';
import { createReplyTokens } from '../asks/reply-tokens.ts';
import { createSubmitAsk } from '../asks/submit-ask.ts';
import type { DiscordConfig } from '../config.ts';
import { createDelivery, handBackLimitMs } from '../delivery/delivery.ts';
import { createDiscordCalls } from '../delivery/discord-calls.ts';
import { createPacer } from '../delivery/pacer.ts';
import { createReplyStates } from '../delivery/reply-state.ts';
import type { Command } from '../gateway/command.ts';
import { createDiscordClock, type DiscordClock } from '../gateway/discord-clock.ts';
import { createFormulaPictures } from '../formulas/formula-pictures.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import { createReplyButtons, type ReplyButtons } from '../gateway/reply-buttons.ts';
import { createQueue } from '../jobs/queues.ts';
import { listPublishedModels } from '../models/published-models.ts';
import { closeRedis, createImpatientRedis } from '../redis.ts';
import { createServerSettings } from '../settings/server-settings.ts';
import type { Foundation } from './foundation.ts';
import { createSharedLook } from './shared-look.ts';

export interface BotOptions extends Foundation {
  discord: DiscordConfig;
  /** Called when Discord will not have the bot back. */
  onFatal: (error: Error) => void;
}

interface BotParts extends BotOptions {
  /** For work that a person waits for. */
  impatientRedis: Redis;
  clock: DiscordClock;
  line: Line;
  asks: Asks;
}

/** How long somebody who waits for Redis waits. */
const impatienceMs = 2_000;
/** What is under way when the bot stops is given this long to be answered. */
const commandLimitMs = 3_000;
/** How soon an ask is noticed whose `deliver` job could not be added. */
const reviveIntervalMs = 10_000;
/** Every waiting ask wants to know whether there is a worker at all. */
const workerLookMs = 1_000;

export interface Bot {
  /** Resolves when interactions are taken. */
  ready: Promise<void>;
  isConnected(): boolean;
}

export function openBot(options: BotOptions): Bot {
  const { config, log, redis, prefix, tokenLog, closing } = options;
  const impatientRedis = createImpatientRedis({
    url: config.redisUrl,
    name: 'interactions',
    log,
    timeoutMs: impatienceMs,
  });
  closing.add(() => closeRedis(impatientRedis));
  const generateQueue = createQueue({ name: 'generate', redis, prefix });
  closing.add(() => generateQueue.close());
  const deliverQueue = createQueue({ name: 'deliver', redis, prefix });
  closing.add(() => deliverQueue.close());
  const line = createLine({ queue: generateQueue, redis, retentionDays: config.retentionDays });
  const asks = createAsks({
    store: storeOn(impatientRedis, options),
    patientStore: storeOn(redis, options),
    replyTokens: createReplyTokens({ redis: impatientRedis, prefix }),
    line,
    deliverQueue,
    tokenLog,
    log,
    stepLimitMs: impatienceMs,
  });
  const parts: BotParts = { ...options, impatientRedis, clock: createDiscordClock(), line, asks };
  openDelivery(parts);
  openRevival(parts);
  const gateway = openGateway(parts);
  return { ready: gateway.open(), isConnected: gateway.isConnected };
}

function storeOn(redis: Redis, { prefix, config: { retentionDays } }: BotOptions) {
  return createAskStore({ redis, prefix, retentionDays });
}

function openDelivery(parts: BotParts): void {
  const { config, discord, redis, prefix, line, clock, log, closing } = parts;
  const formulaPictures = createFormulaPictures({ log });
  closing.add(formulaPictures.close);
  const lookForWorkers = createSharedLook({
    look: async () => (await listPublishedModels({ redis, prefix })).workers.length > 0,
    keepMs: workerLookMs,
  });
  const delivery = createDelivery({
    ...parts,
    formulaPictures,
    askStore: storeOn(redis, parts),
    replyTokens: createReplyTokens({ redis, prefix }),
    replyStates: createReplyStates({ redis, prefix, retentionDays: config.retentionDays }),
    calls: createDiscordCalls({
      apiUrl: discord.apiUrl,
      botToken: discord.token,
      pacer: createPacer(),
      onDate: clock.observe,
    }),
    standingOf: async (askId) => {
      const [place, hasWorker] = await Promise.all([line.placeOf(askId), lookForWorkers()]);
      return { place, hasWorker };
    },
    discordNow: clock.now,
  });
  closing.add(delivery.close, { limitMs: handBackLimitMs });
}

/** Also at the start and whenever Redis is back: it may have lost jobs. */
function openRevival({ asks, log, impatientRedis, closing }: BotParts): void {
  const revive = (): void => {
    if (impatientRedis.status !== 'ready') return;
    asks.revive().catch((error: unknown) => log.debug({ err: error }, 'revival-postponed'));
  };
  const timer = setInterval(revive, reviveIntervalMs);
  impatientRedis.on('ready', revive);
  revive();
  closing.add(async () => clearInterval(timer));
}

type IsOperator = (userId: string) => boolean;

function openGateway(parts: BotParts): Gateway {
  const { config, closing } = parts;
  const isOperator: IsOperator = (userId) =>
    config.operatorIds.includes(userId) || gateway.isOwner(userId);
  const gateway = createGateway({
    ...parts,
    commands: commandsOf(parts, isOperator),
    buttons: buttonsOf(parts, isOperator),
  });
  closing.add(gateway.close, { limitMs: commandLimitMs });
  return gateway;
}

function commandsOf(parts: BotParts, isOperator: IsOperator): Command[] {
  const { config, impatientRedis: redis, prefix, asks } = parts;
  const { defaultModel, reasoningDisplay } = config;
  const serverSettings = createServerSettings({ redis, prefix, defaults: { reasoningDisplay } });
  const listModels = () => listPublishedModels({ redis, prefix });
  return createCommands({
    submitAsk: createSubmitAsk({
      asks,
      chooseModel: createChooseModel({ defaultModel, listModels }),
      settingsOf: serverSettings.get,
    }),
    listModels: async () => (await listModels()).models.map(({ name }) => name),
    serverSettings,
    isOperator,
  });
}

function buttonsOf(parts: BotParts, isOperator: IsOperator): ReplyButtons {
  const { impatientRedis: redis, prefix } = parts;
  return createReplyButtons({
    ...parts,
    isOperator,
    askStore: storeOn(redis, parts),
    replyTokens: createReplyTokens({ redis, prefix }),
  });
}
