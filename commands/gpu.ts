// /gpu: the people who run the bot take the card back for a while, and give it again.
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import {
  cardStatusWords,
  pausedWords,
  resumedWords,
  type CardStatus,
  type Reader,
} from '../src/gateway/card-words.ts';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command } from '../src/gateway/command.ts';
import { displayName } from '../src/gateway/display-name.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import type { CardControl } from '../src/gpu/card-control.ts';

export interface GpuCommandOptions {
  cardControl: CardControl;
  lookAtCard: () => Promise<CardStatus>;
  isOperator: (userId: string) => boolean;
}

const minuteMs = 60_000;
/** A week: whatever takes longer is ended by hand. */
const maxMinutes = 7 * 24 * 60;
const maxReasonChars = 100;

export function createGpuCommand({
  cardControl,
  lookAtCard,
  isOperator,
}: GpuCommandOptions): Command {
  async function pause(interaction: ChatInputCommandInteraction): Promise<string> {
    const { options, user } = interaction;
    const minutes = options.getInteger('minutes');
    const reason = options.getString('reason');
    const outcome = await cardControl.pause(
      {
        by: { id: user.id, name: displayName(interaction) },
        ...(minutes !== null && { forMs: minutes * minuteMs }),
        ...(reason !== null && { reason }),
      },
      { stopRunning: options.getBoolean('stop-running') ?? false },
    );
    return pausedWords(outcome, readerOf(interaction));
  }

  async function resume(interaction: ChatInputCommandInteraction): Promise<string> {
    const wasPaused = await cardControl.resume();
    const { rest } = await lookAtCard();
    return resumedWords({ wasPaused, rest }, readerOf(interaction));
  }

  async function status(interaction: ChatInputCommandInteraction): Promise<string> {
    return cardStatusWords(await lookAtCard(), readerOf(interaction));
  }

  const subcommands = new Map([
    ['pause', pause],
    ['resume', resume],
    ['status', status],
  ]);

  return {
    data,
    audience: 'operators',
    refuse: ({ user }) => (isOperator(user.id) ? undefined : { code: 'OPERATOR_ONLY' }),
    isPrivate: () => true,
    run: async ({ interaction }) => {
      const work = subcommands.get(interaction.options.getSubcommand());
      return work ? { type: 'told', text: await work(interaction) } : { type: 'accepted' };
    },
  };
}

function readerOf({ locale }: ChatInputCommandInteraction): Reader {
  return { locale, now: Date.now() };
}

/** Discord knows nothing of operators: everybody is offered it, and the others are refused. */
const data: Command['data'] = {
  type: ApplicationCommandType.ChatInput,
  ...commandName('gpu'),
  ...usableEverywhere,
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...commandName('gpu pause'),
      options: [
        {
          type: ApplicationCommandOptionType.Integer,
          ...commandName('gpu pause minutes'),
          min_value: 1,
          max_value: maxMinutes,
        },
        {
          type: ApplicationCommandOptionType.String,
          ...commandName('gpu pause reason'),
          max_length: maxReasonChars,
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          ...commandName('gpu pause stop-running'),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...commandName('gpu resume'),
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...commandName('gpu status'),
    },
  ],
};
