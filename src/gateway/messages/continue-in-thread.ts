// The button "Continue in a thread", for everybody who sees it; and the thread that a server wants for each /ask.
import { PermissionFlagsBits, type ButtonInteraction } from 'discord.js';
import type { Ask } from '../../asks/ask.ts';
import type { RefuseBySettings } from '../../asks/refuse-by-settings.ts';
import type { TurnStore } from '../../conversations/turn-store.ts';
import { wordsOf } from '../../conversations/turn-text.ts';
import { messagesFor } from '../../locales/messages-for.ts';
import { formatWait } from '../../rendering/wait-words.ts';
import { isModerator } from '../moderator.ts';
import { channelIdsOf, homeGuildIdOf, roleIdsOf } from '../origin.ts';
import { privateAnswer } from '../press-answer.ts';
import { refusalWords } from '../refusal.ts';
import type { OpenThread, ThreadOutcome } from './open-thread.ts';

export interface ContinueInThreadOptions {
  openThread: OpenThread;
  turns: Pick<TurnStore, 'get'>;
  refuseBySettings: RefuseBySettings;
  /** The first page of the ask's reply, where Discord still has it in its channel. */
  firstPageOf: (ask: Ask) => Promise<{ channelId: string; messageId: string } | undefined>;
}

/** After the press was acknowledged. Whoever pressed is told where the thread is, or why there is none. */
export type ContinueInThread = (interaction: ButtonInteraction, ask: Ask) => Promise<void>;

export function createContinueInThread({
  openThread,
  turns,
  refuseBySettings,
  firstPageOf,
}: ContinueInThreadOptions): ContinueInThread {
  async function open(ask: Ask, interaction: ButtonInteraction): Promise<string> {
    const { place, locale } = ask;
    const tell = (outcome: ThreadOutcome) => outcomeWords(interaction.locale, outcome);
    // Anybody can make up the press of a button that is not there.
    const isThere = interaction.channelId === place.channelId && !place.isPrivate;
    if (!isThere || !place.canOpenThread) return tell({ type: 'forbidden' });
    const page = await firstPageOf(ask);
    const turn = await turns.get(ask.turnId);
    if (!page || !turn || turn.isRemoved) return tell({ type: 'gone' });
    // It has the id of the page that it hangs on.
    const isOpen = interaction.client.channels.cache.has(page.messageId);
    const refusal = isOpen ? undefined : await refuseToOpen(interaction);
    return refusal ?? tell(await openThread({ ...page, question: wordsOf(turn), locale }));
  }

  /** Nobody opens by the bot's rights what this person's own do not allow. */
  async function refuseToOpen(interaction: ButtonInteraction): Promise<string | undefined> {
    const { user, memberPermissions, locale } = interaction;
    const mayOpen = memberPermissions?.has(PermissionFlagsBits.CreatePublicThreads) ?? false;
    if (!mayOpen && !isModerator(interaction)) {
      return messagesFor(locale).conversations.thread.notYours;
    }
    const refusal = await refuseBySettings(homeGuildIdOf(interaction), {
      askerId: user.id,
      question: '',
      roleIds: roleIdsOf(interaction),
      channelIds: channelIdsOf(interaction),
    });
    return refusal && refusalWords(locale, refusal);
  }

  return async (interaction, ask) => {
    await privateAnswer.tell(interaction, await open(ask, interaction));
  };
}

function outcomeWords(locale: string, outcome: ThreadOutcome): string {
  const messages = messagesFor(locale);
  const { thread } = messages.conversations;
  switch (outcome.type) {
    case 'open':
      return thread.goOn({ thread: `<#${outcome.threadId}>` });
    case 'busy':
      return thread.busy({ time: formatWait(outcome.waitMs, messages) });
    default:
      return thread[outcome.type];
  }
}
