// The interactive demo: type questions, see the channel, press Stop, be somebody else.
import type { ReadStream } from 'node:tty';
import type { Person } from '../local-discord/index.ts';
import type { Screen } from '../terminal/screen.ts';
import { createAskBoard, type AskBoard } from './ask-board.ts';
import type { Demo } from './demo.ts';
import { drawPrompt } from './draw-prompt.ts';
import { createKeyboard } from './keyboard.ts';
import { help, readTypedLine, type PersonName } from './typed-line.ts';

export interface TalkOptions {
  demo: Demo;
  input: ReadStream;
  screen: Screen;
  color: boolean;
  signal: AbortSignal;
}

interface Session {
  board: AskBoard;
  people: Readonly<Record<PersonName, Person>>;
  /** Whoever types and looks. */
  viewer: Person;
  /** An answer to what was typed last. */
  notice: string;
  leave: () => void;
}

/** Resolves when the person leaves, or when the input has ended and every question is answered. */
export async function talk({ demo, input, screen, color, signal }: TalkOptions): Promise<void> {
  const { discord } = demo;
  const leaving = createLeaving(signal);
  let hasInputEnded = false;
  const board = createAskBoard({
    demo,
    width: () => screen.width,
    color,
    onChange: () => {
      redraw();
      if (hasInputEnded && board.isIdle()) leaving.leave();
    },
    onFailure: leaving.fail,
    signal,
  });
  const { ann, mod } = discord.people;
  const people = { ann, mod, bob: discord.addMember({ name: 'Bob' }) };
  const session: Session = { board, people, viewer: ann, notice: '', leave: leaving.leave };
  const keyboard = createKeyboard({
    input,
    isLive: screen.isLive && input.isTTY,
    onLine: (line) => {
      session.notice = obey(line, session) ?? '';
      redraw();
    },
    onEscape: () => {
      session.notice = board.stop(session.viewer) ?? '';
    },
    onKey: () => redraw(),
    onInterrupt: leaving.leave,
    onEnd: () => {
      hasInputEnded = true;
      if (board.isIdle()) leaving.leave();
    },
  });

  function redraw(): void {
    const { viewer, notice } = session;
    for (const text of board.takeEnded(viewer)) {
      screen.show(screen.isLive ? `${text}\n` : text);
      screen.keep();
    }
    const prompt = { name: viewer.name, typed: keyboard.typed(), notice };
    const last = screen.isLive ? drawPrompt(prompt, { width: screen.width, color }) : notice;
    const parts = [...board.draw(viewer), last].filter((part) => part !== '');
    if (parts.length > 0) screen.show(parts.join('\n\n'));
  }

  const stopWatching = discord.onChange(redraw);
  redraw();
  try {
    await leaving.left;
  } finally {
    stopWatching();
    keyboard.close();
    // The prompt is over, what was asked stays.
    if (screen.isLive) screen.show(board.draw(session.viewer).join('\n\n'));
    screen.keep();
  }
}

function createLeaving(signal: AbortSignal) {
  let leave = (): void => {};
  let fail = (_error: unknown): void => {};
  const left = new Promise<void>((resolve, reject) => {
    leave = resolve;
    fail = reject;
  });
  signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  return { left, leave, fail };
}

/** Does what a typed line says. Returns words to show, if there are any. */
function obey(line: string, session: Session): string | undefined {
  const typed = readTypedLine(line);
  const { board, viewer, people } = session;
  switch (typed.type) {
    case 'nothing':
      return undefined;
    case 'ask':
      return board.ask(viewer, typed.question);
    case 'stop':
      return board.stop(viewer, typed.number);
    case 'become':
      session.viewer = people[typed.name];
      return `You are ${session.viewer.name} now.`;
    case 'help':
      return help;
    case 'mistake':
      return typed.words;
    case 'quit':
      session.leave();
      return undefined;
    default:
      return typed satisfies never;
  }
}
