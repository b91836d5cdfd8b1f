// /privacy: what the bot keeps of a person, how long and where.
import { ApplicationCommandType } from 'discord.js';
import { commandMention, type CommandId } from '../src/gateway/command-mention.ts';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command } from '../src/gateway/command.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { messagesFor } from '../src/locales/messages-for.ts';

export interface PrivacyCommandOptions {
  retentionDays: number;
  commandId: CommandId;
}

export function createPrivacyCommand({ retentionDays, commandId }: PrivacyCommandOptions): Command {
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      ...commandName('privacy'),
      ...usableEverywhere,
    },
    isPrivate: () => true,
    run: async ({ interaction: { locale } }) => {
      const { privacy } = messagesFor(locale);
      const { title, kept, where, beside, discord } = privacy;
      const first = `### ${title}\n${kept({ days: retentionDays })}`;
      const deletion = privacy.delete({ forget: commandMention('forget', commandId) });
      return { type: 'told', text: [first, where, beside, discord, deletion].join('\n\n') };
    },
  };
}
