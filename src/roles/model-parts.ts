// /model as this bot answers it: what workers publish, what is denied, the tasks that workers do, and their replies.
import type { Redis } from 'ioredis';
import type { ModelCommandOptions } from '../../commands/model.ts';
import { createReplyTokens } from '../asks/reply-tokens.ts';
import { within } from '../asks/within.ts';
import type { Closing } from '../closing.ts';
import type { Config } from '../config.ts';
import type { DiscordCalls } from '../delivery/discord-calls.ts';
import { createTaskReplies, type TaskSight } from '../delivery/task-replies.ts';
import { createTaskReplyStore } from '../delivery/task-reply-store.ts';
import { failingWith } from '../errors.ts';
import { createBeginTasks } from '../gateway/begin-tasks.ts';
import { createCancelTasks } from '../gateway/cancel-tasks.ts';
import { createModelControl } from '../gateway/model-control.ts';
import { modelUsedIn, type ModelLook } from '../gateway/model-look.ts';
import { createModelRemoval } from '../gateway/model-removal.ts';
import { createUseModel } from '../gateway/model-use.ts';
import { createModelWishes } from '../gateway/model-wishes.ts';
import { channelIdsOf, homeGuildIdOf } from '../gateway/origin.ts';
import { createWakeUp } from '../jobs/wake-up.ts';
import type { Logger } from '../log.ts';
import { createDeniedModels, isDenied } from '../models/denied-models.ts';
import { createModelTasks } from '../models/tasks/model-tasks.ts';
import { listPublishedModels } from '../models/published-models.ts';
import { redisNow } from '../redis.ts';
import { createListModelChoosers } from '../settings/model-choosers.ts';
import type { ServerSettingsStore } from '../settings/server-settings.ts';
import type { LineLook } from './line-look.ts';

export interface ModelPartsOptions {
  config: Pick<Config, 'defaultModel' | 'modelHosts' | 'contextTokens'>;
  /** For work that may wait for Redis. */
  redis: Redis;
  /** For work that a person waits for. */
  impatientRedis: Redis;
  prefix: string;
  serverSettings: Pick<ServerSettingsStore, 'get' | 'change'>;
  lineLook: Pick<LineLook, 'now'>;
  calls: Pick<DiscordCalls, 'send'>;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  isOperator: (userId: string) => boolean;
  log: Logger;
  closing: Closing;
  stepLimitMs: number;
}

export interface ModelParts {
  command: Omit<ModelCommandOptions, 'isOperator'>;
  listDenied: () => Promise<ReadonlySet<string>>;
  /** The names of those that servers may use. */
  listAllowed: () => Promise<string[]>;
}

export function createModelParts(options: ModelPartsOptions): ModelParts {
  const { config, prefix, impatientRedis, lineLook, isOperator, stepLimitMs } = options;
  const place = { redis: impatientRedis, prefix };
  const { defaultModel, modelHosts } = config;
  const denied = createDeniedModels(place);
  const tasks = createModelTasks({ ...place, wake: createWakeUp(place).ring });
  const replies = openTaskReplies(options);
  const beginTasks = createBeginTasks({
    tasks,
    replyTokens: createReplyTokens(place),
    show: (reply) => within(stepLimitMs, replies.begin(reply)),
  });

  const listModels = async () => {
    const [published, deniedNames] = await Promise.all([
      orUnavailable(listPublishedModels(place)),
      denied.list(),
    ]);
    return { published, deniedNames };
  };

  async function listAllowed(): Promise<string[]> {
    const { published, deniedNames } = await listModels();
    return published.models.map(({ name }) => name).filter((name) => !isDenied(deniedNames, name));
  }

  async function listAsked(): Promise<string[]> {
    const { running, waiting } = await orUnavailable(within(stepLimitMs, lineLook.now()));
    return [...running, ...waiting].map(({ model }) => model);
  }

  const removal = createModelRemoval({
    defaultModel,
    wishes: createModelWishes(place),
    beginTasks,
    listAsked,
    listChoosers: createListModelChoosers(place),
  });
  return {
    listDenied: denied.list,
    listAllowed,
    command: {
      defaultModel,
      lookAtModels: createLookAtModels({ ...options, listModels }),
      modelControl: createModelControl({
        tasks,
        denied,
        removal,
        beginTasks,
        defaultModel,
        modelHosts,
      }),
      useModel: createUseModel({ ...options, beginTasks, defaultModel }),
      modelRemoval: removal,
      cancelTasks: createCancelTasks({
        tasks,
        getReply: createTaskReplyStore(place).get,
        isOperator,
      }),
    },
  };
}

type ListModels = () => Promise<{
  published: Pick<ModelLook, 'models' | 'workers'>;
  deniedNames: ReadonlySet<string>;
}>;

function createLookAtModels({
  config: { defaultModel, contextTokens },
  serverSettings,
  listModels,
}: ModelPartsOptions & { listModels: ListModels }): ModelCommandOptions['lookAtModels'] {
  return async (interaction) => {
    const [{ published, deniedNames }, chosen] = await Promise.all([
      listModels(),
      serverSettings.get(homeGuildIdOf(interaction)),
    ]);
    const channelIds = channelIdsOf(interaction);
    const usedHere = modelUsedIn(chosen, { channelIds, denied: deniedNames, defaultModel });
    const { language } = chosen;
    return { ...published, denied: deniedNames, usedHere, language, contextTokens };
  };
}

function openTaskReplies(options: ModelPartsOptions) {
  const { redis, prefix, calls, discordNow, log, closing } = options;
  const place = { redis, prefix };

  async function look(): Promise<TaskSight> {
    const looks = Promise.all([listPublishedModels(place), redisNow(redis)]);
    const [{ workers }, now] = await orUnavailable(looks);
    return { workers, now };
  }

  const replies = createTaskReplies({
    store: createTaskReplyStore(place),
    tasks: createModelTasks({ ...place, wake: () => Promise.resolve() }),
    replyTokens: createReplyTokens(place),
    calls,
    look,
    discordNow,
    log,
  });
  closing.add(replies.close);
  return replies;
}

const orUnavailable = <T>(work: Promise<T>): Promise<T> => failingWith('TASKS_UNAVAILABLE', work);
