// "Show reasoning": the presser alone sees what the model has thought so far, as far as the ask's server shows it.
import { PermissionFlagsBits, type ButtonInteraction } from 'discord.js';
import type { Ask } from '../asks/ask.ts';
import { within } from '../asks/within.ts';
import type { Messages } from '../locales/messages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import { renderReasoning } from '../rendering/render-reasoning.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { privateAnswer } from './press-answer.ts';
import { writeReply } from './write-reply.ts';

export interface ShowReasoningOptions {
  tokenLog: Pick<TokenLog, 'read'>;
}

/** The token log waits for Redis without end; the presser does not. */
const readLimitMs = 2_000;

/** The press has its private answer already, to be filled. */
export function createShowReasoning({ tokenLog }: ShowReasoningOptions) {
  return async (interaction: ButtonInteraction, ask: Ask): Promise<void> => {
    const { locale, appPermissions } = interaction;
    const { notes } = messagesFor(locale);
    const refusal = refusalOf(interaction, ask);
    if (refusal) return privateAnswer.tell(interaction, notes[refusal]);
    const transcript = await within(readLimitMs, tokenLog.read(ask.id));
    if (!transcript) return privateAnswer.tell(interaction, notes.reasoningForgotten);
    const canAttach = appPermissions.has(PermissionFlagsBits.AttachFiles);
    await writeReply(interaction, renderReasoning({ transcript, locale, canAttach }));
  };
}

/** A custom id can be forged, so the ask decides what is shown of it, and to whom. */
function refusalOf(
  { user, channelId }: ButtonInteraction,
  { asker, place, reasoningDisplay }: Ask,
): keyof Messages['notes'] | undefined {
  if (reasoningDisplay === 'never') return 'reasoningHidden';
  // Whoever is in the channel sees its public replies.
  const seesReply = user.id === asker.id || (!place.isPrivate && channelId === place.channelId);
  return seesReply ? undefined : 'reasoningPrivate';
}
