import { describe, expect, it } from 'vitest';
import { createScreen, type Screen } from '../../../playground/terminal/screen.ts';

const escape = '\u001b';

/** Knows as much of a terminal as the screen uses: cursor up, clear to the end, line breaks. */
function createTerminal({ columns = 80, rows = 24 } = {}) {
  const lines = [''];
  let row = 0;
  const known = new RegExp(
    `${escape}\\[(?<up>\\d+)A|${escape}\\[0J|${escape}\\[\\?2026[hl]|\\r|\\n|[^${escape}\\r\\n]+`,
    'g',
  );
  return {
    isTTY: true,
    columns,
    rows,
    write(text: string) {
      for (const { 0: piece, groups } of text.matchAll(known)) {
        if (groups?.['up']) row -= Number(groups['up']);
        else if (piece === `${escape}[0J`) lines.splice(row, Infinity, '');
        else if (piece === '\n') lines[(row += 1)] ??= '';
        else if (!piece.startsWith(escape) && piece !== '\r') lines[row] += piece;
      }
    },
    shown: () => lines.join('\n').trimEnd(),
  };
}

function createPipe() {
  const written: string[] = [];
  return { write: (text: string) => written.push(text), written: () => written.join('') };
}

function showAll(screen: Screen, texts: readonly string[]): void {
  for (const text of texts) screen.show(text);
}

describe('a screen on a terminal', () => {
  it('shows the newest text in place of the one before', () => {
    const output = createTerminal();
    showAll(createScreen({ output }), ['one\ntwo\nthree', 'four\nfive', 'six']);
    expect(output.shown()).toBe('six');
  });

  it('leaves what is kept, and goes on below it', () => {
    const output = createTerminal();
    const screen = createScreen({ output });
    showAll(screen, ['one', 'two']);
    screen.keep();
    showAll(screen, ['three', 'four']);
    expect(output.shown()).toBe('two\nfour');
  });

  it('shows the end of a text that is taller than the terminal, and keeps it whole', () => {
    const output = createTerminal({ rows: 4 });
    const screen = createScreen({ output });
    screen.show('1\n2\n3\n4');
    expect(output.shown()).toBe('3\n4');
    screen.keep();
    expect(output.shown()).toBe('1\n2\n3\n4');
  });

  it('is as wide as the terminal, less one column, but stays readable', () => {
    expect(createScreen({ output: createTerminal({ columns: 60 }) }).width).toBe(59);
    expect(createScreen({ output: createTerminal({ columns: 300 }) }).width).toBe(100);
  });
});

describe('a screen in a pipe', () => {
  it('prints each new state once, without codes', () => {
    const output = createPipe();
    showAll(createScreen({ output }), ['one', 'one', `${escape}[1mtwo${escape}[0m`]);
    expect(output.written()).toBe('one\n\ntwo\n\n');
  });

  it('is 79 cells wide', () => {
    expect(createScreen({ output: createPipe() })).toMatchObject({ width: 79, isLive: false });
  });
});
