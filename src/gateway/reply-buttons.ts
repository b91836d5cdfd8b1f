// The buttons under a reply. Whoever sees a message can press its buttons, so every press is checked here.
import type { ButtonInteraction } from 'discord.js';
import type { Ask } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { displayName } from './display-name.ts';
import { isModerator } from './moderator.ts';
import { type PressAnswer, privateAnswer, silentAnswer } from './press-answer.ts';
import { addNotice } from './private-notice.ts';
import { replyTokenOf } from './reply-token.ts';
import { createShowReasoning } from './show-reasoning.ts';

export interface ReplyButtonsOptions {
  asks: Asks;
  askStore: AskStore;
  replyTokens: ReplyTokens;
  tokenLog: Pick<TokenLog, 'read'>;
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
  const { asks, askStore, replyTokens, isOperator, log } = options;

  async function stop(interaction: ButtonInteraction, ask: Ask): Promise<void> {
    if (!mayStop(interaction, ask.asker.id)) {
      await addNotice(interaction, messagesFor(interaction.locale).notes.stopRefused);
      return;
    }
    await takeToken(interaction, ask);
    const hasStopped = await asks.stop(ask.id, displayName(interaction));
    if (!hasStopped) await asks.reopen(ask.id);
  }

  function mayStop(interaction: ButtonInteraction, askerId: string): boolean {
    const { user } = interaction;
    return user.id === askerId || isModerator(interaction) || isOperator(user.id);
  }

  async function follow(interaction: ButtonInteraction, ask: Ask): Promise<void> {
    await takeToken(interaction, ask);
    await asks.reopen(ask.id);
  }

  /** The reply can be edited for 15 minutes more: it may have gone out of reach before its end was shown. */
  async function takeToken(interaction: ButtonInteraction, ask: Ask): Promise<void> {
    await replyTokens.put(ask.id, replyTokenOf(interaction, interaction.message.id));
  }

  const actions = new Map<string, Action>([
    ['stop', { answer: silentAnswer, act: stop }],
    ['follow', { answer: silentAnswer, act: follow }],
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
