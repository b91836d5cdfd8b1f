// The role `bot`: takes interactions, keeps the replies true. Holds the Discord secrets; needs no Ollama.
import type { Redis } from 'ioredis';
import { createCommands } from '../../commands/index.ts';
import { createAskStore } from '../asks/ask-store.ts';
import { createAsks, type Asks } from '../asks/asks.ts';
import { createLine, type Line } from '../asks/line.ts';
import { createHasRoom } from '../asks/question-room.ts';
import { createEndLostAsks } from '../asks/end-lost-asks.ts';
import { createRefuseFromMemory } from '../asks/refuse-from-memory.ts';
import { createKeptAnswers } from '../asks/kept-answers.ts';
import { createReplyTokens } from '../asks/reply-tokens.ts';
import type { DiscordConfig } from '../config.ts';
import { createTurnStore, type RedisTurnStore } from '../conversations/redis-turn-store.ts';
import { createTurnAt } from '../conversations/turn-at.ts';
import { createTurnOrder, type TurnOrder } from '../conversations/turn-order.ts';
import { createDelivery, handBackLimitMs } from '../delivery/delivery.ts';
import { createDiscordCalls, type DiscordCalls } from '../delivery/discord-calls.ts';
import { createPacer } from '../delivery/pacer.ts';
import { createReplyStates } from '../delivery/reply-state.ts';
import type { AnyCommand } from '../gateway/command.ts';
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
import { createRecordedRuns } from '../models/recorded-runs.ts';
import { createPersonIndex } from '../privacy/person-index.ts';
import { traceAsks, traceTurns } from '../privacy/traced-stores.ts';
import { closeRedis, createImpatientRedis, firstConnection } from '../redis.ts';
import { hostSettings } from '../settings/host-settings.ts';
import { createRecalledSettings, type RecalledSettings } from '../settings/recalled-settings.ts';
import { createServerSettings } from '../settings/server-settings.ts';
import { createAskingParts, type AskingParts } from './asking-parts.ts';
import { createAttachmentParts, type AttachmentParts } from './attachment-parts.ts';
import { createConversationParts, type ConversationParts } from './conversation-parts.ts';
import type { Foundation } from './foundation.ts';
import { createHostCard } from './host-card.ts';
import { createModelParts, type ModelParts } from './model-parts.ts';
import { createLineLook, type LineLook } from './line-look.ts';
import { createForgetting, createPrivacyParts, type Forgetting } from './privacy-parts.ts';
import { createQueueParts } from './queue-command.ts';
import { createStandingOf, type StandingOf } from './standing.ts';

export interface BotOptions extends Foundation {
  discord: DiscordConfig;
  /** Called when Discord will not have the bot back. */
  onFatal: (error: Error) => void;
}

interface BotParts extends BotOptions, Forgetting {
  /** For work that a person waits for. */
  impatientRedis: Redis;
  clock: DiscordClock;
  calls: DiscordCalls;
  places: ReplyPlaces;
  asks: Asks;
  line: Line;
  lineLook: LineLook;
  standingOf: StandingOf;
  /** For work that a person waits for. */
  turns: RedisTurnStore;
  patientTurns: RedisTurnStore;
  turnOrder: TurnOrder;
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
  const patientTurns = turnsOn(redis, options);
  const { isOpen } = storeOn(redis, options);
  const parts: BotParts = {
    ...options,
    ...createForgetting({ redis, prefix, retentionDays }),
    impatientRedis,
    clock,
    calls: createDiscordCalls({
      apiUrl: options.discord.apiUrl,
      botToken: options.discord.token,
      pacer: createPacer(),
      onDate: clock.observe,
    }),
    places,
    line,
    lineLook,
    asks,
    standingOf,
    turns: turnsOn(impatientRedis, options),
    patientTurns,
    turnOrder: createTurnOrder({ turns: patientTurns, tokenLog, isOpen }),
  };
  openDelivery(parts);
  openRevival(parts);
  const gateway = openGateway(parts);
  // The first question should not come before the connection that it needs.
  const ready = firstConnection(impatientRedis, impatienceMs).then(gateway.open);
  return { ready, isConnected: gateway.isConnected };
}

function storeOn(redis: Redis, { prefix, config: { retentionDays } }: BotOptions) {
  const index = createPersonIndex({ redis, prefix, retentionDays });
  return traceAsks(createAskStore({ redis, prefix, retentionDays }), index);
}

function turnsOn(redis: Redis, { prefix, config: { retentionDays } }: BotOptions) {
  const index = createPersonIndex({ redis, prefix, retentionDays });
  return traceTurns(createTurnStore({ redis, prefix, retentionDays }), index);
}

function keptOn(redis: Redis, { prefix, config: { retentionDays } }: BotOptions) {
  return createKeptAnswers({ redis, prefix, retentionDays });
}

function openDelivery(parts: BotParts): void {
  const { config, redis, prefix, clock, places, log, closing } = parts;
  const formulaPictures = createFormulaPictures({ log });
  closing.add(formulaPictures.close);
  const delivery = createDelivery({
    ...parts,
    turns: parts.patientTurns,
    formulaPictures,
    askStore: storeOn(redis, parts),
    keptAnswers: keptOn(redis, parts),
    replyTokens: createReplyTokens({ redis, prefix }),
    replyStates: createReplyStates({ redis, prefix, retentionDays: config.retentionDays }),
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
  const asking = openAsking(parts, isOperator);
  const conversing = createConversationParts({
    ...asking,
    retentionDays: config.retentionDays,
    settings: asking.serverSettings,
    stepLimitMs: impatienceMs,
  });
  const gateway = createGateway({
    ...parts,
    ...conversing,
    commands: commandsOf(
      { ...asking, ...conversing, commandId: (name) => gateway.commandId(name) },
      isOperator,
    ),
    buttons: buttonsOf({ ...asking, ...conversing }, isOperator),
  });
  closing.add(gateway.close, { limitMs: commandLimitMs });
  return gateway;
}

interface Asking extends BotParts, AskingParts, AttachmentParts {
  serverSettings: RecalledSettings;
  models: ModelParts;
}

function openAsking(parts: BotParts, isOperator: IsOperator): Asking {
  const { config, impatientRedis: redis, prefix } = parts;
  const { defaultModel, retentionDays } = config;
  const serverSettings = openSettings(parts);
  const listModels = () => listPublishedModels({ redis, prefix });
  const listAsked = createGenerateModels({ redis, prefix, retentionDays }).list;
  const models = createModelParts({
    ...parts,
    serverSettings,
    discordNow: parts.clock.now,
    isOperator,
    stepLimitMs: impatienceMs,
  });
  const asking = createAskingParts({
    ...parts,
    models: { defaultModel, listModels, listAsked, listDenied: models.listDenied },
    listModels,
    hasRoom: createHasRoom({ ...config, runs: createRecordedRuns({ redis, prefix }) }),
    askStore: storeOn(redis, parts),
    settingsOf: serverSettings.get,
    isOperator,
  });
  return { ...parts, ...asking, ...createAttachmentParts(parts), serverSettings, models };
}

function commandsOf(
  parts: Asking & ConversationParts & Pick<Gateway, 'commandId'>,
  isOperator: IsOperator,
): AnyCommand[] {
  const { config, impatientRedis: redis, prefix, serverSettings, models } = parts;
  return createCommands({
    ...models.command,
    submitAsk: parts.submitAsk,
    readAttachments: parts.readAttachments,
    turnAt: createTurnAt(parts.turns),
    conversationOf: parts.conversationOf,
    threadFor: parts.threadFor,
    startAfresh: parts.startAfresh,
    listModels: models.listAllowed,
    refuseFromMemory: createRefuseFromMemory({ recallLimits: serverSettings.recall, isOperator }),
    serverSettings,
    isOperator,
    commandId: parts.commandId,
    hostAnswerTokens: config.maxAnswerTokens,
    defaultModel: config.defaultModel,
    retentionDays: config.retentionDays,
    ...createPrivacyParts({
      ...parts,
      retentionDays: config.retentionDays,
      askStore: storeOn(redis, parts),
    }),
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

function buttonsOf(parts: Asking & ConversationParts, isOperator: IsOperator): ReplyButtons {
  const { impatientRedis: redis, prefix } = parts;
  return createReplyButtons({
    ...parts,
    isOperator,
    askStore: storeOn(redis, parts),
    replyTokens: createReplyTokens({ redis, prefix }),
  });
}
