// `--ask`: one question, its reply drawn as it changes, and an exit code.
import type { LocalMessage } from '../local-discord/index.ts';
import type { Screen } from '../terminal/screen.ts';
import type { AskEnd } from './ask-records.ts';
import type { Demo } from './demo.ts';
import { askAs, type Question } from './question.ts';
import { drawAsk, messagesOf, type ShownAsk } from './shown-ask.ts';

export interface AskOnceOptions {
  demo: Demo;
  question: Question;
  screen: Screen;
  color: boolean;
  signal: AbortSignal;
}

export interface AskOutcome {
  ask: ShownAsk;
  end: AskEnd;
  /** All that the asker saw of it. */
  messages: readonly LocalMessage[];
}

/** Resolves when the final state has been drawn whole. @throws NotPossible, or on the signal */
export async function askOnce(options: AskOnceOptions): Promise<AskOutcome> {
  const { demo, question, screen, color, signal } = options;
  const { discord, askRecords } = demo;
  const viewer = discord.people.ann;
  const interaction = askAs(viewer, question);
  const ask: ShownAsk = { number: 1, interaction, presses: [], pageIds: [] };
  const draw = (): void => {
    const view = { viewer, allMessages: discord.allMessages(), isNumbered: false };
    const text = drawAsk(ask, { ...view, width: screen.width, color });
    if (text !== undefined) screen.show(text);
  };
  const stopDrawing = discord.onChange(draw);
  const onPages = (messageIds: readonly string[]): void => {
    ask.pageIds = messageIds;
    draw();
  };
  try {
    const end = await askRecords.follow({ interaction, onPages, signal });
    const messages = messagesOf(ask, discord.allMessages());
    return { ask, end, messages: messages.filter((message) => viewer.canSee(message)) };
  } finally {
    stopDrawing();
    draw();
    screen.keep();
  }
}

/** In words, when the person at the keyboard should know more than the reply says. */
export function describeFailure(end: AskEnd): string | undefined {
  switch (end.type) {
    case 'done':
    case 'stopped':
      return undefined;
    case 'failed':
      return `The question was not answered (${end.code}).`;
    case 'refused':
      return 'The bot did not take the question.';
    case 'unanswered':
      return 'The bot did not respond to the question.';
    default:
      return end satisfies never;
  }
}
