// The asks of an interactive demo, in the order of asking: what runs is drawn again and again, what has ended is handed
// over once.
import { NotPossible, type Interaction, type Person } from '../local-discord/index.ts';
import type { Demo } from './demo.ts';
import { askAs, type Question } from './question.ts';
import { drawAsk, messagesOf, type ShownAsk } from './shown-ask.ts';

export interface AskBoardOptions {
  demo: Demo;
  width: () => number;
  color: boolean;
  /** Something looks different now. */
  onChange: () => void;
  onFailure: (error: unknown) => void;
  signal: AbortSignal;
}

export interface AskBoard {
  /** Words for the person when Discord's client would not let them. */
  ask(person: Person, question: Question): string | undefined;
  /** As `ask`. Without a number: the oldest reply that has the button. */
  stop(person: Person, number?: number): string | undefined;
  isIdle(): boolean;
  /** What runs, as the viewer sees it. */
  draw(viewer: Person): string[];
  /** What has ended, behind which nothing older runs: drawn a last time. */
  takeEnded(viewer: Person): string[];
}

interface BoardAsk extends ShownAsk {
  hasEnded: boolean;
}

const stopLabel = 'Stop';

export function createAskBoard(options: AskBoardOptions): AskBoard {
  const { demo, width, color, onChange, onFailure, signal } = options;
  const { discord, askRecords } = demo;
  const asks: BoardAsk[] = [];
  let count = 0;

  function add(interaction: Interaction): void {
    count += 1;
    const number = count;
    const ask: BoardAsk = { number, interaction, presses: [], pageIds: [], hasEnded: false };
    asks.push(ask);
    const onPages = (messageIds: readonly string[]): void => {
      ask.pageIds = messageIds;
      onChange();
    };
    const end = (): void => {
      ask.hasEnded = true;
      onChange();
    };
    askRecords.follow({ interaction, onPages, signal }).then(end, onFailure);
  }

  function pressStop(person: Person, wanted: number | undefined): void {
    const all = discord.allMessages();
    const candidates = asks.filter(({ number }) => wanted === undefined || number === wanted);
    for (const ask of candidates) {
      const message = messagesOf(ask, all).find(
        (one) => person.canSee(one) && one.buttons.some(({ label }) => label === stopLabel),
      );
      if (message) return void ask.presses.push(person.press(message, stopLabel));
    }
    throw new NotPossible('There is no Stop button now.');
  }

  const drawn = (asksToDraw: readonly BoardAsk[], viewer: Person): string[] => {
    const view = { viewer, allMessages: discord.allMessages(), isNumbered: true };
    return asksToDraw
      .map((ask) => drawAsk(ask, { ...view, width: width(), color }))
      .filter((text) => text !== undefined);
  };

  return {
    ask: (person, question) => wordsOf(() => add(askAs(person, question))),
    stop: (person, number) => wordsOf(() => pressStop(person, number)),
    isIdle: () => asks.every(({ hasEnded }) => hasEnded),
    draw: (viewer) => drawn(asks, viewer),
    takeEnded: (viewer) => {
      const firstRunning = asks.findIndex(({ hasEnded }) => !hasEnded);
      return drawn(asks.splice(0, firstRunning === -1 ? asks.length : firstRunning), viewer);
    },
  };
}

function wordsOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof NotPossible) return error.message;
    throw error;
  }
}
