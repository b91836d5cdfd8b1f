// The button under model tasks that run: ends them, for an operator or whoever began them.
import type { ButtonInteraction } from 'discord.js';
import { messagesFor } from '../locales/messages-for.ts';
import type { ModelTasks } from '../models/tasks/model-tasks.ts';
import type { ShownTasks } from './begin-tasks.ts';
import type { CommandOutcome } from './command.ts';
import { whileSomebodyWaits } from './while-somebody-waits.ts';

export interface CancelTasksOptions {
  tasks: Pick<ModelTasks, 'get' | 'cancel'>;
  getReply: (id: string) => Promise<ShownTasks | undefined>;
  isOperator: (userId: string) => boolean;
}

export type CancelTasks = (
  interaction: ButtonInteraction,
  replyId: string,
) => Promise<CommandOutcome>;

export function createCancelTasks({
  tasks,
  getReply,
  isOperator,
}: CancelTasksOptions): CancelTasks {
  return async (interaction, replyId) => {
    const { locale, user, message } = interaction;
    const { ended, notYours } = messagesFor(locale).models.tasks;
    const reply = await whileSomebodyWaits(getReply(replyId));
    if (!reply) return { type: 'told', text: ended };
    // Discord says by whose command the message came.
    const mayCancel = isOperator(user.id) || message.interactionMetadata?.user.id === user.id;
    if (!mayCancel) return { type: 'told', text: notYours };
    const open = (await tasks.get(reply.taskIds)).filter(({ outcome }) => !outcome);
    if (open.length === 0) return { type: 'told', text: ended };
    await Promise.all(open.map(({ task }) => tasks.cancel(task.id)));
    return { type: 'accepted' };
  };
}
