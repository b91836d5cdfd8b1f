// /model use: a moderator chooses what is asked where nobody names a model, and it is loaded.
import type { Frame } from '../rendering/frame.ts';
import { textDisplay } from '../rendering/frame.ts';
import { messagesFor } from '../locales/messages-for.ts';
import { isDenied } from '../models/denied-models.ts';
import type { PublishedWorker } from '../models/published-models.ts';
import { showModel } from '../rendering/quoted-words.ts';
import { maxChosenIds } from '../settings/bounds.ts';
import type { ServerSettings, ServerSettingsStore } from '../settings/server-settings.ts';
import type { BeginTasks } from './begin-tasks.ts';
import type { CommandOutcome } from './command.ts';
import { usualChoice } from './model-choices.ts';
import { answerLocaleOf, missing, placeOf, refused, type ModelUse } from './model-control.ts';
import {
  findPublished,
  isLoadedOn,
  modelUsedIn,
  workersWith,
  type ModelLook,
} from './model-look.ts';
import { writeReply } from './write-reply.ts';

export interface UseModelOptions {
  serverSettings: Pick<ServerSettingsStore, 'get' | 'change'>;
  beginTasks: BeginTasks;
  defaultModel: string;
}

export type UseModel = (use: ModelUse) => Promise<CommandOutcome>;

interface Kept {
  guildId: string;
  /** `null`: the choice is taken back. */
  model: string | null;
}

export function createUseModel({
  serverSettings,
  beginTasks,
  defaultModel,
}: UseModelOptions): UseModel {
  /** Gives what is chosen then: the same as before where no more channels can have a model. */
  function keep(use: ModelUse, { guildId, model }: Kept): Promise<ServerSettings> {
    const channelId = channelIdOf(use);
    return channelId === undefined
      ? serverSettings.change(guildId, { model })
      : serverSettings.change(guildId, ({ channelModels }) => ({
          channelModels: withChannel(channelModels, { use, channelId, model }),
        }));
  }

  async function takeBack(use: ModelUse, guildId: string): Promise<CommandOutcome> {
    const { interaction, look } = use;
    const channelId = channelIdOf(use);
    const chosen = await keep(use, { guildId, model: null });
    // A thread goes back to what its channel has.
    const channelIds = channelId === undefined ? [] : withParents(use, channelId);
    const model = showModel(modelUsedIn(chosen, { channelIds, denied: look.denied, defaultModel }));
    const words = messagesFor(answerLocaleOf(use)).models.use;
    const text =
      channelId === undefined
        ? words.serverBack({ model })
        : words.channelBack({ model, channel: `<#${channelId}>` });
    await writeReply(interaction, frameOf(text));
    return { type: 'accepted' };
  }

  async function choose(use: ModelUse, guildId: string): Promise<CommandOutcome> {
    const { interaction, look } = use;
    const typed = interaction.options.getString('model', true);
    const found = findPublished(look.models, typed);
    if (!found) return missing(typed, look);
    if (isDenied(look.denied, found.name)) return refused('MODEL_DENIED', found.name);
    const channelId = channelIdOf(use);
    const { channelModels } = await keep(use, { guildId, model: found.name });
    if (channelId !== undefined && channelModels[channelId] !== found.name) return tooMany(use);
    const locale = answerLocaleOf(use);
    const heading = headingOf(found.name, { channelId, locale });
    const ready = readyWorkers(look, found.name);
    const { isReady, later } = messagesFor(locale).models.use;
    const isLoaded = ready.some((worker) => isLoadedOn(worker, found));
    if (isLoaded || ready.length === 0) {
      await writeReply(interaction, frameOf(`${heading}\n-# ${isLoaded ? isReady : later}`));
      return { type: 'accepted' };
    }
    await beginTasks(interaction, {
      kind: 'load',
      model: found.name,
      // One card is enough for the first question: that which is free first.
      targets: [{}],
      heading,
      ...placeOf(use),
    });
    return { type: 'accepted' };
  }

  return async (use) => {
    const { homeGuildId } = use.origin;
    if (homeGuildId === null) return refused('SERVER_ONLY');
    const isTakenBack = use.interaction.options.getString('model', true).trim() === usualChoice;
    return isTakenBack ? takeBack(use, homeGuildId) : choose(use, homeGuildId);
  };
}

/** Discord lets people choose among the channels of the server alone. */
function channelIdOf({ interaction }: ModelUse): string | undefined {
  const value = interaction.options.get('channel')?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Of the server's channels, those that the bot sees. */
function withParents({ interaction }: ModelUse, channelId: string): string[] {
  const channel = interaction.guild?.channels.cache.get(channelId);
  return [channelId, channel?.parentId, channel?.parent?.parentId].filter(
    (id) => typeof id === 'string',
  );
}

/** Where there is no room left, what has no effect any more makes it: a channel that is gone, a model that is denied. */
function withChannel(
  channelModels: ServerSettings['channelModels'],
  { use, channelId, model }: { use: ModelUse; channelId: string; model: string | null },
): ServerSettings['channelModels'] {
  const { interaction, look } = use;
  const others = Object.entries(channelModels).filter(([id]) => id !== channelId);
  if (model === null) return Object.fromEntries(others);
  const isOfUse = ([id, name]: [string, string]) =>
    (interaction.guild?.channels.cache.has(id) ?? true) && !isDenied(look.denied, name);
  const kept = others.length < maxChosenIds ? others : others.filter(isOfUse);
  return kept.length < maxChosenIds
    ? Object.fromEntries([...kept, [channelId, model]])
    : channelModels;
}

function tooMany({ interaction }: ModelUse): CommandOutcome {
  const { use } = messagesFor(interaction.locale).models;
  return { type: 'told', text: use.tooMany({ max: maxChosenIds }) };
}

function readyWorkers(look: ModelLook, model: string): PublishedWorker[] {
  return workersWith(look, { model }).filter(({ state, rest }) => state === 'ready' && !rest);
}

function headingOf(
  name: string,
  { channelId, locale }: { channelId: string | undefined; locale: string },
): string {
  const { server, channel } = messagesFor(locale).models.use;
  const model = showModel(name);
  return channelId === undefined
    ? server({ model })
    : channel({ model, channel: `<#${channelId}>` });
}

function frameOf(text: string): Frame {
  return { components: [textDisplay(text)], files: [] };
}
