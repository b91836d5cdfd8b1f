import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Turn } from '../../../src/conversations/turn.ts';
import { besideEntry, createLineEntry } from '../../../src/delivery/line-entry.ts';
import { askWith } from '../../support/ask.ts';
import { createGate } from '../../support/gate.ts';

const ask = askWith({ id: '2' });
const never = createGate().opened;
const { signal } = new AbortController();

/** Rejects when the signal does. */
function rejectedBy(ends: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (ends.aborted) reject(ends.reason);
    ends.addEventListener('abort', () => reject(ends.reason), { once: true });
  });
}

const turnWith = (given: Partial<Turn>): Turn => ({
  id: '1',
  asker: { id: '9', name: 'Ann' },
  parts: [],
  pictures: 0,
  askId: '1',
  ...given,
});

interface Given {
  /** What each look finds that must still be waited. */
  leftMs?: number[];
  previous?: Partial<Turn>;
  previousEnds?: Promise<void>;
  enterLine?: () => Promise<void>;
}

function openEntry({ leftMs = [], previous, previousEnds, enterLine }: Given = {}) {
  const steps: string[] = [];
  const entry = createLineEntry({
    ask,
    asks: {
      enterLine: async () => {
        await enterLine?.();
        steps.push('in line');
      },
    },
    turns: {
      close: () => Promise.resolve(leftMs.shift() ?? 0),
      previous: () => Promise.resolve(previous && turnWith(previous)),
    },
    turnOrder: {
      untilPreviousEnded: async (_turnId, ends) => {
        await Promise.race([previousEnds, rejectedBy(ends)]);
        steps.push('previous ended');
      },
    },
    sleep: (ms) => Promise.resolve(void steps.push(`${ms} ms`)),
  });
  return { entry, steps };
}

it('waits for the rest of the question, then for the answer before, then stands in the line', async () => {
  const { entry, steps } = openEntry({ leftMs: [3_000, 400] });
  await entry.enter(signal);
  expect(steps).toEqual(['3000 ms', '400 ms', 'previous ended', 'in line']);
});

it('tells that the answer before is on its way, as long as it is', async () => {
  const previous = createGate();
  const { entry } = openEntry({ previous: {}, previousEnds: previous.opened });
  const entering = entry.enter(signal);
  await entry.looked;
  expect(entry.isAfterPrevious()).toBe(true);
  previous.open();
  await entering;
  expect(entry.isAfterPrevious()).toBe(false);
});

it.each([
  ['has its answer', { answer: 'Because.' }],
  ['has come to no text', { answer: '' }],
])('tells of no answer before when that turn %s', async (_, previous) => {
  const { entry } = openEntry({ previous, previousEnds: never });
  const over = new AbortController();
  const entering = entry.enter(over.signal);
  await nextTurn();
  expect(entry.isAfterPrevious()).toBe(false);
  over.abort();
  await expect(entering).rejects.toBe(over.signal.reason);
});

it('tells that an answer is on its way where the one before is tried again', async () => {
  const previous = { answer: 'Because.', isAnsweredAgain: true };
  const { entry } = openEntry({ previous, previousEnds: never });
  expect(await besideEntry(entry, async () => entry.isAfterPrevious(), signal)).toBe(true);
});

it('shows nothing before it is known whether there is something to wait for', async () => {
  const { entry, steps } = openEntry();
  const shown = await besideEntry(entry, () => Promise.resolve([...steps]), signal);
  expect(shown).toEqual(['previous ended', 'in line']);
});

it('shows the reply while the ask waits, and gives the wait up when that has come to its end', async () => {
  const { entry, steps } = openEntry({ previous: {}, previousEnds: never });
  const shown = await besideEntry(entry, async () => entry.isAfterPrevious(), signal);
  expect(shown).toBe(true);
  expect(steps).toEqual([]);
});

it('ends the showing with what keeps the ask out of the line', async () => {
  const broken = new Error('broken');
  const { entry } = openEntry({ enterLine: () => Promise.reject(broken) });
  await expect(besideEntry(entry, rejectedBy, signal)).rejects.toBe(broken);
});
