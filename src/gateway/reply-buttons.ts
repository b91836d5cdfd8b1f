// The buttons under a reply. Whoever sees a message can press its buttons, so every press is checked here.
import { PermissionFlagsBits, type ButtonInteraction } from 'discord.js';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import { replyTokenLifeMs, type ReplyTokens } from '../asks/reply-tokens.ts';
import { messagesFor } from '../locales/messages-for.ts';
import { addNotice } from './private-notice.ts';

export interface ReplyButtonsOptions {
  asks: Asks;
  askStore: AskStore;
  replyTokens: ReplyTokens;
  isOperator: (userId: string) => boolean;
}

export interface ReplyButtons {
  /** The press is acknowledged first. A button that is not of a reply is ignored. */
  press(interaction: ButtonInteraction): Promise<void>;
}

export function createReplyButtons({
  asks,
  askStore,
  replyTokens,
  isOperator,
}: ReplyButtonsOptions): ReplyButtons {
  async function stop(interaction: ButtonInteraction, askId: string): Promise<void> {
    const ask = await askStore.get(askId);
    const { notes } = messagesFor(interaction.locale);
    if (!ask) await addNotice(interaction, notes.askForgotten);
    else if (mayStop(interaction, ask.asker.id)) await asks.stop(askId, displayName(interaction));
    else await addNotice(interaction, notes.stopRefused);
  }

  function mayStop({ user, memberPermissions }: ButtonInteraction, askerId: string): boolean {
    const isModerator = memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
    return user.id === askerId || isModerator || isOperator(user.id);
  }

  /** The press itself is what is wanted: its token lives 15 minutes more. */
  async function follow(interaction: ButtonInteraction, askId: string): Promise<void> {
    await replyTokens.put(askId, {
      applicationId: interaction.applicationId,
      token: interaction.token,
      messageId: interaction.message.id,
      expiresAt: interaction.createdTimestamp + replyTokenLifeMs,
    });
  }

  const actions = new Map([
    ['stop', stop],
    ['follow', follow],
  ]);

  return {
    press: async (interaction) => {
      const [name = '', askId = ''] = interaction.customId.split(':');
      const action = actions.get(name);
      if (!action) return;
      await interaction.deferUpdate();
      await action(interaction, askId);
    },
  };
}

function displayName({ member, user }: ButtonInteraction): string {
  const nickname = member && 'displayName' in member ? member.displayName : member?.nick;
  return nickname ?? user.globalName ?? user.username;
}
