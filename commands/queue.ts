// /queue: who is answered, who waits for how long, what the model servers do. Shown to whoever looks, and to nobody else.
import {
  ApplicationCommandType,
  type AnySelectMenuInteraction,
  type RepliableInteraction,
} from 'discord.js';
import type { CancelWaiting } from '../src/gateway/cancel-waiting.ts';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command, CommandOutcome } from '../src/gateway/command.ts';
import { displayName } from '../src/gateway/display-name.ts';
import { isCancelId, isOnQueuePanel, queueIds } from '../src/gateway/queue-ids.ts';
import { viewerOf } from '../src/gateway/queue-viewer.ts';
import type { ShowKept } from '../src/gateway/show-kept.ts';
import type { ShowQueue } from '../src/gateway/show-queue.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { messagesFor } from '../src/locales/messages-for.ts';

export interface QueueCommandOptions {
  /** As it was up to half a second ago. */
  showQueue: ShowQueue;
  /** As it is after a change. */
  showQueueNow: ShowQueue;
  cancelWaiting: CancelWaiting;
  showKept: ShowKept;
  isOperator: (userId: string) => boolean;
}

const nothing: CommandOutcome = { type: 'accepted' };

export function createQueueCommand({
  showQueue,
  showQueueNow,
  cancelWaiting,
  showKept,
  isOperator,
}: QueueCommandOptions): Command {
  async function show(interaction: RepliableInteraction): Promise<CommandOutcome> {
    await showQueue(interaction);
    return nothing;
  }

  async function cancel(
    interaction: AnySelectMenuInteraction,
    askId: string,
  ): Promise<CommandOutcome> {
    const viewer = viewerOf(interaction, isOperator);
    const outcome = await cancelWaiting({ askId, viewer, by: displayName(interaction) });
    await showQueueNow(interaction);
    if (outcome === 'cancelled') return nothing;
    return { type: 'told', text: messagesFor(interaction.locale).queue.notCancelled[outcome] };
  }

  /** The list is written anew, so that the same choice can be made again. */
  async function showAnswer(
    interaction: AnySelectMenuInteraction,
    askId: string,
  ): Promise<CommandOutcome> {
    const [isShown] = await Promise.all([showKept(interaction, askId), showQueue(interaction)]);
    if (isShown) return nothing;
    return { type: 'told', text: messagesFor(interaction.locale).queue.keptForgotten };
  }

  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      ...commandName('queue'),
      ...usableEverywhere,
    },
    isPrivate: () => true,
    run: ({ interaction }) => show(interaction),
    press: async (interaction) => (isOnQueuePanel(interaction) ? show(interaction) : nothing),
    choose: async (interaction) => {
      if (!isOnQueuePanel(interaction)) return nothing;
      const [askId = ''] = interaction.values;
      if (isCancelId(interaction.customId)) return cancel(interaction, askId);
      if (interaction.customId === queueIds.kept) return showAnswer(interaction, askId);
      return show(interaction);
    },
  };
}
