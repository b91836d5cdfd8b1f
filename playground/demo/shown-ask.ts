// One /ask as it stands in the channel: who used it, the messages of the reply, the words that went to one person.
import { paint, span, type Line } from '../terminal/styled-text.ts';
import { drawMessage } from '../terminal/draw-message.ts';
import type { Interaction, LocalMessage, Person } from '../local-discord/index.ts';

export interface ShownAsk {
  /** From 1, in the order of asking. */
  number: number;
  interaction: Interaction;
  /** Of buttons of the reply. */
  presses: Interaction[];
  /** The messages of the reply, as the bot's records name them. */
  pageIds: readonly string[];
}

export interface DrawAskOptions {
  /** Who looks: private words are drawn for those whom they are for. */
  viewer: Person;
  /** Every message of the local Discord. */
  allMessages: readonly LocalMessage[];
  /** Names the ask by its number. */
  isNumbered: boolean;
  /** In cells. */
  width: number;
  color: boolean;
}

/** Undefined when the viewer sees nothing of it. */
export function drawAsk(ask: ShownAsk, options: DrawAskOptions): string | undefined {
  const { viewer, allMessages, width, color } = options;
  const { interaction } = ask;
  const isUnanswered = interaction.state === 'failed' && interaction.user === viewer.user;
  const messages = messagesOf(ask, allMessages).filter((message) => viewer.canSee(message));
  if (messages.length === 0 && !isUnanswered) return undefined;
  return [
    paint(headOf(ask, options), { color }),
    ...messages.map((message) =>
      drawMessage({ author: message.author.name, ...message.current }, { width, color }),
    ),
    ...(isUnanswered ? [paint([span('The application did not respond', 'red')], { color })] : []),
  ].join('\n');
}

/** All that belongs to the ask, in the order of the screen. */
export function messagesOf(
  { interaction, presses, pageIds }: ShownAsk,
  allMessages: readonly LocalMessage[],
): readonly LocalMessage[] {
  const pages = pageIds.map((id) => allMessages.find((message) => message.id === id));
  const candidates = [
    interaction.response,
    ...pages,
    ...interaction.followups,
    ...presses.flatMap(({ followups }) => followups),
  ];
  return [...new Set(candidates)].filter((message) => message !== undefined);
}

function headOf({ interaction, number }: ShownAsk, { isNumbered }: DrawAskOptions): Line {
  const name = isNumbered ? `/ask · number ${number}` : '/ask';
  return [span(`${interaction.user.name} used ${name}`, 'dim')];
}
