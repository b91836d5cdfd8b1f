// The role `bot`: takes interactions, keeps the replies true. Holds the Discord secrets; needs no Ollama.
import type { Redis } from 'ioredis';
import { createCommands } from '../../commands/index.ts';
import { createAskStore } from '../asks/ask-store.ts';
import { createAsks, type Asks } from '../asks/asks.ts';
import { createChooseModel } from '../asks/choose-model.ts';
import { createLine, type Line } from '../asks/line.ts';
import { createEndLostAsks } from '../asks/end-lost-asks.ts';
import { createRefuseFromMemory } from '../asks/refuse-from-memory.ts';
import { createKeptAnswers } from '../asks/kept-answers.ts';
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
import { createReplyPlaces, type ReplyPlaces } from '../gateway/reply-places.ts';
import { createGenerateModels } from '../jobs/generate-models.ts';
import { createGenerateQueues } from '../jobs/generate-queues.ts';
import { createDeliverQueue } from '../jobs/queues.ts';
import { createWakeUp } from '../jobs/wake-up.ts';
import { listPublishedModels } from '../models/published-models.ts';
import { closeRedis, createImpatientRedis, firstConnection } from '../redis.ts';
import { hostSettings } from '../settings/host-settings.ts';
import { createRecalledSettings, type RecalledSettings } from '../settings/recalled-settings.ts';
import { createServerSettings } from '../settings/server-settings.ts';
import type { Foundation } from './foundation.ts';
import { createHostCard } from './host-card.ts';
import { createLineLook, type LineLook } from './line-look.ts';
import { createQueueParts } from './queue-command.ts';
import { createStandingOf, type StandingOf } from './standing.ts';

export interface BotOptions extends Foundation {
  discord: DiscordConfig;
  /** Called when Discord will not have the bot back. */
  onFatal: (error: Error) => void;
}

interface BotParts extends BotOptions {
  /** For work that a person waits for. */
  impatientRedis: Redis;
  clock: DiscordClock;
  places: ReplyPlaces;
  asks: Asks;
  line: Line;
  lineLook: LineLook;
  standingOf: StandingOf;
}

/** How long somebody who waits for Redis waits. */
const impatienceMs = 2_000;
/** What is under way when the bot stops is given this long to be answered. */
const commandLimitMs = 3_000;
/** How soon an ask is noticed whose `deliver` job could not be added. */
const reviveIntervalMs = 10_000;

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
  const generateQueues = createGenerateQueues({ redis, prefix });
  closing.add(generateQueues.close);
  const deliverQueue = createDeliverQueue({ redis, prefix });
  closing.add(() => deliverQueue.close());
  const { retentionDays } = config;
  const line = createLine({ queues: generateQueues, redis, prefix, retentionDays });
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
  const generateModels = createGenerateModels({ redis, prefix, retentionDays });
  const lineLook = createLineLook({ generateModels, redis, prefix });
  const standingOf = createStandingOf({ line, lineLook });
  const clock = createDiscordClock();
  const endLostAsks = createEndLostAsks({ store: storeOn(redis, options), asks });
  const places = createReplyPlaces({ endLostAsks, log });
  const parts: BotParts = {
    ...options,
    impatientRedis,
    clock,
    places,
    line,
    lineLook,
    asks,
    standingOf,
  };
  openDelivery(parts);
  openRevival(parts);
  const gateway = openGateway(parts);
  // The first question should not come before the connection that it needs.
  const ready = firstConnection(impatientRedis, impatienceMs).then(gateway.open);
  return { ready, isConnected: gateway.isConnected };
}

function storeOn(redis: Redis, { prefix, config: { retentionDays } }: BotOptions) {
  return createAskStore({ redis, prefix, retentionDays });
}

function keptOn(redis: Redis, { prefix, config: { retentionDays } }: BotOptions) {
  return createKeptAnswers({ redis, prefix, retentionDays });
}

function openDelivery(parts: BotParts): void {
  const { config, discord, redis, prefix, clock, places, log, closing } = parts;
  const formulaPictures = createFormulaPictures({ log });
  closing.add(formulaPictures.close);
  const delivery = createDelivery({
    ...parts,
    formulaPictures,
    askStore: storeOn(redis, parts),
    keptAnswers: keptOn(redis, parts),
    replyTokens: createReplyTokens({ redis, prefix }),
    replyStates: createReplyStates({ redis, prefix, retentionDays: config.retentionDays }),
    calls: createDiscordCalls({
      apiUrl: discord.apiUrl,
      botToken: discord.token,
      pacer: createPacer(),
      onDate: clock.observe,
    }),
    discordNow: clock.now,
    isPlaceAway: places.isAway,
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
  const { config, impatientRedis: redis, prefix, asks, line, lineLook, standingOf } = parts;
  const { defaultModel, maxAnswerTokens, retentionDays } = config;
  const serverSettings = openSettings(parts);
  const listModels = () => listPublishedModels({ redis, prefix });
  return createCommands({
    submitAsk: createSubmitAsk({
      asks,
      chooseModel: createChooseModel({
        defaultModel,
        listModels,
        listAsked: createGenerateModels({ redis, prefix, retentionDays }).list,
      }),
      settingsOf: serverSettings.get,
      isOperator,
      nextTurnOf: async (askerId) => {
        const [next] = await line.waitingOf(askerId);
        return next === undefined ? undefined : (await standingOf(next)).waitMs;
      },
      turnAfter: async (count) => {
        const { waiting } = await lineLook.shared();
        const ask = waiting[count - 1] ?? (await lineLook.now()).waiting[count - 1];
        return ask && (await standingOf(ask.askId)).waitMs;
      },
    }),
    listModels: async () => (await listModels()).models.map(({ name }) => name),
    refuseFromMemory: createRefuseFromMemory({ recallLimits: serverSettings.recall, isOperator }),
    serverSettings,
    isOperator,
    hostAnswerTokens: maxAnswerTokens,
    ...createHostCard({
      ...parts,
      redis,
      wake: createWakeUp({ redis, prefix }).ring,
      stepLimitMs: impatienceMs,
    }),
    ...createQueueParts({
      ...parts,
      redis,
      askStore: storeOn(redis, parts),
      keptAnswers: keptOn(redis, parts),
      isOperator,
    }),
  });
}

function openSettings({ config, impatientRedis: redis, prefix, log }: BotParts): RecalledSettings {
  const store = createServerSettings({ redis, prefix, defaults: hostSettings(config) });
  return createRecalledSettings({ store, log });
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
