// From an interaction to model tasks that are under way, shown in its message.
import type { RepliableInteraction } from 'discord.js';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import { failingWith } from '../errors.ts';
import type { ModelTask, TaskKind } from '../models/tasks/model-task.ts';
import type { ModelTasks } from '../models/tasks/model-tasks.ts';
import { cancelIdOf } from './model-ids.ts';
import { replyTokenOf } from './reply-token.ts';

/** Where tasks are shown; a delivery keeps it true. Who wished for them only Discord knows: it is not kept. */
export interface ShownTasks {
  id: string;
  taskIds: string[];
  /** The custom id of the button that ends them. */
  cancelId: string;
  heading?: string | undefined;
  locale: string;
  place: { channelId: string; messageId: string; canUseChannel: boolean };
}

export interface BegunTasks {
  kind: TaskKind;
  model?: string;
  /** One task for each. */
  targets: readonly Pick<ModelTask, 'machine'>[];
  /** Tasks that are under way are shown in place of new ones. */
  taskIds?: readonly string[];
  /** In Markdown, above. */
  heading?: string | undefined;
  /** The message that shows them. */
  messageId: string;
  /** The bot can edit it with its own token. */
  canUseChannel?: boolean;
  /** By default the person's. */
  locale?: string;
}

/** Throws TASKS_UNAVAILABLE when Redis fails. */
export type BeginTasks = (interaction: RepliableInteraction, begun: BegunTasks) => Promise<void>;

export interface BeginTasksOptions {
  tasks: Pick<ModelTasks, 'begin'>;
  replyTokens: Pick<ReplyTokens, 'put'>;
  show: (reply: ShownTasks) => Promise<void>;
}

export function createBeginTasks({ tasks, replyTokens, show }: BeginTasksOptions): BeginTasks {
  async function beginAll(
    interaction: RepliableInteraction,
    { kind, model, targets }: BegunTasks,
  ): Promise<string[]> {
    const named = { kind, ...(model !== undefined && { model }) };
    const begun = targets.map((target, index) => ({
      ...named,
      ...target,
      id: `${interaction.id}-${index + 1}`,
    }));
    await Promise.all(begun.map(tasks.begin));
    return begun.map(({ id }) => id);
  }

  async function beginAndShow(interaction: RepliableInteraction, begun: BegunTasks): Promise<void> {
    const { id, channelId, locale } = interaction;
    const { messageId, heading, canUseChannel = false } = begun;
    await replyTokens.put(id, replyTokenOf(interaction, messageId));
    const taskIds = begun.taskIds ?? (await beginAll(interaction, begun));
    await show({
      id,
      taskIds: [...taskIds],
      cancelId: cancelIdOf(id),
      locale: begun.locale ?? locale,
      place: { channelId: channelId ?? '', messageId, canUseChannel },
      ...(heading !== undefined && { heading }),
    });
  }

  return (interaction, begun) => failingWith('TASKS_UNAVAILABLE', beginAndShow(interaction, begun));
}
