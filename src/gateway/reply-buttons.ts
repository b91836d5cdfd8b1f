// The buttons under a reply. Whoever sees a message can press its buttons, so every press is checked here.
import type { ButtonInteraction } from 'discord.js';
import type { Ask } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import type { AgainRequest, TryAgain } from '../asks/try-again.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { displayName } from './display-name.ts';
import { isModerator } from './moderator.ts';
import { channelIdsOf, homeGuildIdOf, roleIdsOf } from './origin.ts';
import type { ContinueInThread } from './messages/continue-in-thread.ts';
import { type PressAnswer, privateAnswer, silentAnswer } from './press-answer.ts';
import { addNotice } from './private-notice.ts';
import { refusalWords } from './refusal.ts';
import { replyTokenOf } from './reply-token.ts';
import { createShowReasoning } from './show-reasoning.ts';

export interface ReplyButtonsOptions {
  asks: Asks;
  askStore: AskStore;
  replyTokens: ReplyTokens;
  tokenLog: Pick<TokenLog, 'read'>;
  turns: Pick<TurnStore, 'get'>;
  tryAgain: TryAgain;
  continueInThread: ContinueInThread;
  isOperator: (userId: string) => boolean;
  log: Logger;
}

export interface ReplyButtons {
  /** The press is acknowledged first. A button that is not of a reply is ignored. */
  press(interaction: ButtonInteraction): Promise<void>;
}

interface Action {
  answer: PressAnswer;
  act: (interaction: ButtonInteraction, ask: Ask) => Promise<void>;
}

export function createReplyButtons(options: ReplyButtonsOptions): ReplyButtons {
  const { asks, askStore, replyTokens, turns, tryAgain, isOperator, log } = options;

  async function stop(interaction: ButtonInteraction, ask: Ask): Promise<void> {
    if (!(await isAsker(interaction, ask)) && !mayModerate(interaction)) {
      await addNotice(interaction, messagesFor(interaction.locale).notes.stopRefused);
      return;
    }
    await takeToken(interaction, ask);
    const hasStopped = await asks.stop(ask.id, displayName(interaction));
    if (!hasStopped) await asks.reopen(ask.id);
  }

  /** Whoever asked first counts as well when somebody else has tried again. */
  async function isAsker({ user }: ButtonInteraction, { asker, turnId }: Ask): Promise<boolean> {
    if (user.id === asker.id) return true;
    return (await turns.get(turnId))?.asker.id === user.id;
  }

  function mayModerate(interaction: ButtonInteraction): boolean {
    return isModerator(interaction) || isOperator(interaction.user.id);
  }

  async function again(interaction: ButtonInteraction, ask: Ask): Promise<void> {
    const { locale } = interaction;
    const { notes } = messagesFor(locale);
    if (!(await mayTryAgain(interaction, ask))) return addNotice(interaction, notes.againRefused);
    const token = replyTokenOf(interaction, interaction.message.id);
    const outcome = await tryAgain(ask, describePress(interaction), token);
    if (outcome.type === 'forgotten') await addNotice(interaction, notes.askForgotten);
    if (outcome.type === 'refused') await addNotice(interaction, refusalWords(locale, outcome));
  }

  async function mayTryAgain(interaction: ButtonInteraction, ask: Ask): Promise<boolean> {
    if (!seesReply(interaction, ask)) return false;
    return mayModerate(interaction) || isAsker(interaction, ask);
  }

  /** By the token of a stranger a private answer would go on before the stranger's eyes. */
  async function follow(interaction: ButtonInteraction, ask: Ask): Promise<void> {
    if (!seesReply(interaction, ask)) return;
    await takeToken(interaction, ask);
    await asks.reopen(ask.id);
  }

  /** The reply can be edited for 15 minutes more: it may have gone out of reach before its end was shown. */
  async function takeToken(interaction: ButtonInteraction, ask: Ask): Promise<void> {
    await replyTokens.put(ask.id, replyTokenOf(interaction, interaction.message.id));
  }

  const actions = new Map<string, Action>([
    ['stop', { answer: silentAnswer, act: stop }],
    ['again', { answer: silentAnswer, act: again }],
    ['follow', { answer: silentAnswer, act: follow }],
    ['thread', { answer: privateAnswer, act: options.continueInThread }],
    ['reasoning', { answer: privateAnswer, act: createShowReasoning(options) }],
  ]);

  async function perform({ answer, act }: Action, interaction: ButtonInteraction, askId: string) {
    const ask = await askStore.get(askId);
    if (ask) await act(interaction, ask);
    else await answer.tell(interaction, messagesFor(interaction.locale).notes.askForgotten);
  }

  return {
    press: async (interaction) => {
      const [name = '', askId = ''] = interaction.customId.split(':');
      const action = actions.get(name);
      if (!action) return;
      await action.answer.acknowledge(interaction);
      try {
        await perform(action, interaction, askId);
      } catch (error) {
        log.error({ err: error, interactionId: interaction.id, button: name }, 'press-failed');
        await action.answer.tell(interaction, messagesFor(interaction.locale).notes.pressFailed);
      }
    },
  };
}

/** A custom id can be forged: what only one person sees is nobody else's to ask, and replies stay where they are. */
function seesReply({ user, channelId }: ButtonInteraction, { asker, place }: Ask): boolean {
  return channelId === place.channelId && (!place.isPrivate || user.id === asker.id);
}

function describePress(interaction: ButtonInteraction): AgainRequest {
  return {
    id: interaction.id,
    asker: { id: interaction.user.id, name: displayName(interaction) },
    homeGuildId: homeGuildIdOf(interaction),
    roleIds: roleIdsOf(interaction),
    channelIds: channelIdsOf(interaction),
    askedAt: interaction.createdTimestamp,
  };
}
