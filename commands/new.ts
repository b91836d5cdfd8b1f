// /new: begins the conversation in a direct message afresh.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command } from '../src/gateway/command.ts';
import { messagesFor } from '../src/locales/messages-for.ts';

export interface NewCommandOptions {
  /** What is asked there next begins a conversation. */
  startAfresh: (channelId: string) => Promise<void>;
}

export function createNewCommand({ startAfresh }: NewCommandOptions): Command {
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      ...commandName('new'),
      // Only there everything that is written belongs to one conversation.
      contexts: [InteractionContextType.BotDM],
      integration_types: [
        ApplicationIntegrationType.GuildInstall,
        ApplicationIntegrationType.UserInstall,
      ],
    },
    isPrivate: () => true,
    run: async ({ interaction: { channelId, locale } }) => {
      await startAfresh(channelId);
      return { type: 'told', text: messagesFor(locale).conversations.afresh };
    },
  };
}
