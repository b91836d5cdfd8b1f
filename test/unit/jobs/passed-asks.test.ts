import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOf, shortcutOf, type LineHead } from '../../../src/jobs/choose-head.ts';
import { createPassedAsks } from '../../../src/jobs/passed-asks.ts';

/** A clock that a test moves, and one ask that joined at 0. */
function openPassed(mostMs?: number) {
  let at = 0;
  const asks = createPassedAsks({ now: () => at, ...(mostMs !== undefined && { mostMs }) });
  return {
    forget: asks.forget,
    passAt: (ms: number, usualMs: number, jobIds = ['a']) => {
      at = ms;
      const passed = jobIds.map((jobId) => ({ jobId, waitedMs: ms }));
      return asks.pass(passed, usualMs);
    },
  };
}

describe('an ask', () => {
  it('may be passed while even an answer of twice the usual length leaves it its promise', () => {
    const { passAt } = openPassed();
    expect(passAt(100, 51)).toBe(false);
    expect(passAt(100, 50)).toBe(true);
  });

  it('has waited twice as long at most, counted from the first that passed it', () => {
    const { passAt } = openPassed();
    expect(passAt(100, 20)).toBe(true);
    expect(passAt(160, 20)).toBe(true);
    expect(passAt(161, 20)).toBe(false);
  });

  it('is passed for no longer than some minutes, however long it has waited', () => {
    const { passAt } = openPassed(300);
    expect(passAt(10_000, 150)).toBe(true);
    expect(passAt(10_001, 150)).toBe(false);
  });

  it('is not passed at all where another cannot be', () => {
    const { passAt } = openPassed();
    expect(passAt(100, 25, ['a'])).toBe(true);
    expect(passAt(160, 25, ['b', 'a'])).toBe(false);
    expect(passAt(200, 25, ['b'])).toBe(true);
    // Its wait counts from now on: it was not passed at 160.
    expect(passAt(350, 25, ['b'])).toBe(true);
  });

  it('counts afresh when it was taken and is back', () => {
    const { passAt, forget } = openPassed();
    expect(passAt(100, 50)).toBe(true);
    expect(passAt(101, 50)).toBe(false);
    forget('a');
    expect(passAt(101, 50)).toBe(true);
  });
});

interface Ask {
  joinedAt: number;
  model: string;
  score: number;
  runMs: number;
}

const usualMs = 100;
const askIn = fc.record({
  joinedAt: fc.integer({ min: 0, max: 3_000 }),
  model: fc.constantFrom('a', 'b', 'c'),
  score: fc.integer({ min: 0, max: 1_000 }),
  // An answer takes up to twice the usual.
  runMs: fc.integer({ min: 10, max: 2 * usualMs }),
});

/** One worker with room for one model; each of its runs, with who stood at the heads of the lines. */
function simulate(asks: readonly Ask[]) {
  let now = 0;
  let inMemory = '';
  const passedAsks = createPassedAsks({ now: () => now });
  const waiting = new Map(asks.map((ask, index) => [`${index}`, ask]));
  const runs: { startedAt: number; endedAt: number; taken: LineHead; heads: LineHead[] }[] = [];
  while (waiting.size > 0) {
    const come = [...waiting].filter(([, { joinedAt }]) => joinedAt <= now);
    const heads = headsOf(come);
    const first = firstOf(heads);
    if (!first) {
      now += 1;
      continue;
    }
    const shortcut = shortcutOf(heads, (model) => model === inMemory);
    const passed = (shortcut?.passed ?? []).map(({ jobId }) => ({
      jobId,
      waitedMs: now - (waiting.get(jobId)?.joinedAt ?? Number.NaN),
    }));
    const taken = shortcut && passedAsks.pass(passed, usualMs) ? shortcut.head : first;
    const loadMs = taken.model === inMemory ? 0 : 50;
    const endedAt = now + loadMs + (waiting.get(taken.jobId)?.runMs ?? Number.NaN);
    runs.push({ startedAt: now, endedAt, taken, heads });
    waiting.delete(taken.jobId);
    passedAsks.forget(taken.jobId);
    inMemory = taken.model;
    now = endedAt;
  }
  return runs;
}

function headsOf(come: readonly (readonly [string, Ask])[]): LineHead[] {
  const models = new Set(come.map(([, { model }]) => model));
  return [...models].flatMap((model) => {
    const line = come.filter(([, ask]) => ask.model === model);
    const [next] = line.toSorted(([, one], [, other]) => one.score - other.score);
    return next ? [{ model, jobId: next[0], isGivenBack: false, score: next[1].score }] : [];
  });
}

it('makes nobody wait more than twice as long, whoever comes and goes before', () => {
  fc.assert(
    fc.property(fc.array(askIn, { maxLength: 40 }), (asks) => {
      const passedSince = new Map<string, number>();
      for (const { startedAt, endedAt, taken, heads } of simulate(asks)) {
        for (const { jobId } of heads.filter(({ score }) => score < taken.score)) {
          const since = passedSince.get(jobId) ?? startedAt;
          passedSince.set(jobId, since);
          const waited = since - (asks[Number(jobId)]?.joinedAt ?? Number.NaN);
          expect(endedAt - since).toBeLessThanOrEqual(waited);
        }
      }
    }),
  );
});
