// /model remove: who uses the model, the question back whether it shall go, and what the two buttons do.
import {
  ButtonStyle,
  ComponentType,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { messagesFor } from '../locales/messages-for.ts';
import { isSameModel } from '../models/model-name.ts';
import type { PublishedWorker } from '../models/published-models.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import { formatGigabytes } from '../rendering/numbers.ts';
import { showModel } from '../rendering/quoted-words.ts';
import type { ModelChooser } from '../settings/model-choosers.ts';
import type { CommandOutcome } from './command.ts';
import type { BeginTasks } from './begin-tasks.ts';
import { keepIdOf, removeIdOf } from './model-ids.ts';
import { namedServers } from './model-lines.ts';
import { machinesOf } from './model-look.ts';
import type { ModelWishes } from './model-wishes.ts';
import { writeReply } from './write-reply.ts';

export interface ModelRemovalOptions {
  defaultModel: string;
  wishes: ModelWishes;
  beginTasks: BeginTasks;
  /** The models of the asks that run or wait. */
  listAsked: () => Promise<readonly string[]>;
  listChoosers: (isModel: (name: string) => boolean) => Promise<readonly ModelChooser[]>;
}

export interface ModelRemoval {
  /** Asks back. The workers are those that it is to be removed from. */
  ask(
    interaction: ChatInputCommandInteraction,
    what: { model: string; workers: readonly PublishedWorker[] },
  ): Promise<CommandOutcome>;
  remove(interaction: ButtonInteraction, wishId: string): Promise<CommandOutcome>;
  keep(interaction: ButtonInteraction, wishId: string): Promise<CommandOutcome>;
}

const nothing: CommandOutcome = { type: 'accepted' };
/** Mentions of more would be a list that nobody reads. */
const maxChannels = 5;

export function createModelRemoval(options: ModelRemovalOptions): ModelRemoval {
  const { wishes, beginTasks, defaultModel } = options;

  /** Undefined when nobody needs it. */
  async function whyNot(
    { locale, guildId }: Pick<ButtonInteraction, 'locale' | 'guildId'>,
    model: string,
  ): Promise<string | undefined> {
    const isModel = (name: string): boolean => isSameModel(name, model);
    const [asked, choosers] = await Promise.all([
      options.listAsked(),
      options.listChoosers(isModel),
    ]);
    const { remove: words } = messagesFor(locale).models;
    const count = asked.filter(isModel).length;
    const reasons = [
      ...(isModel(defaultModel) ? [words.isDefault] : []),
      ...(count > 0 ? [words.asked({ count })] : []),
      ...chooserWords(choosers, { locale, guildId }),
    ];
    if (reasons.length === 0) return undefined;
    return [words.refused({ model: showModel(model) }), ...reasons.map((it) => `- ${it}`)].join(
      '\n',
    );
  }

  async function ask(
    interaction: ChatInputCommandInteraction,
    { model, workers }: Parameters<ModelRemoval['ask']>[1],
  ): Promise<CommandOutcome> {
    const refusal = await whyNot(interaction, model);
    if (refusal !== undefined) return { type: 'told', text: refusal };
    await wishes.put(interaction.id, { model, machines: machinesOf(workers) });
    await writeReply(interaction, askBack(interaction, { model, workers }));
    return nothing;
  }

  async function remove(interaction: ButtonInteraction, wishId: string): Promise<CommandOutcome> {
    const { locale } = interaction;
    const wish = await wishes.take(wishId);
    if (!wish) return { type: 'told', text: messagesFor(locale).models.remove.over };
    const refusal = await whyNot(interaction, wish.model);
    if (refusal !== undefined) {
      await writeReply(interaction, { components: [textDisplay(refusal)], files: [] });
      return nothing;
    }
    const { model } = wish;
    const targets = wish.machines.map((machine) => ({ machine }));
    await beginTasks(interaction, {
      kind: 'remove',
      model,
      targets,
      messageId: interaction.message.id,
    });
    return nothing;
  }

  async function keep(interaction: ButtonInteraction, wishId: string): Promise<CommandOutcome> {
    const wish = await wishes.take(wishId);
    const { kept, over } = messagesFor(interaction.locale).models.remove;
    const text = wish ? kept({ model: showModel(wish.model) }) : over;
    await writeReply(interaction, { components: [textDisplay(text)], files: [] });
    return nothing;
  }

  return { ask, remove, keep };
}

function askBack(
  { id, locale }: ChatInputCommandInteraction,
  { model, workers }: Parameters<ModelRemoval['ask']>[1],
): Frame {
  const messages = messagesFor(locale);
  const { sure, from, lost, yes, no } = messages.models.remove;
  const installed = workers.flatMap(({ models }) => models).find(({ name }) => name === model);
  const size = formatGigabytes(installed?.sizeBytes ?? 0, messages);
  const servers = namedServers(workers, messages);
  const question = [
    sure({ model: showModel(model), size }),
    servers === undefined ? undefined : from({ servers }),
    lost,
  ].filter((sentence) => sentence !== undefined);
  const button = (
    label: string,
    style: ButtonStyle.Danger | ButtonStyle.Secondary,
    custom_id: string,
  ) => ({ type: ComponentType.Button, style, label, custom_id }) as const;
  return {
    components: [
      textDisplay(question.join(' ')),
      {
        type: ComponentType.ActionRow,
        components: [
          button(yes, ButtonStyle.Danger, removeIdOf(id)),
          button(no, ButtonStyle.Secondary, keepIdOf(id)),
        ],
      },
    ],
    files: [],
  };
}

/** Of other servers it is told only how many there are. */
function chooserWords(
  choosers: readonly ModelChooser[],
  { locale, guildId }: { locale: string; guildId: string | null },
): string[] {
  const { remove } = messagesFor(locale).models;
  const own = choosers.find((chooser) => chooser.guildId === guildId);
  const count = choosers.length - (own ? 1 : 0);
  const channels = own?.channelIds.slice(0, maxChannels).map((id) => `<#${id}>`) ?? [];
  return [
    ...(own?.isServers ? [remove.here] : []),
    ...(channels.length > 0 ? [remove.channels({ channels: channels.join(', ') })] : []),
    ...(count > 0 ? [remove.elsewhere({ count })] : []),
  ];
}
