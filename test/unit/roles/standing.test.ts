import { expect, it } from 'vitest';
import type { Rest } from '../../../src/gpu/rest.ts';
import type { LinePlace } from '../../../src/asks/line-outlook.ts';
import type { LineSight } from '../../../src/roles/line-look.ts';
import { createStandingOf } from '../../../src/roles/standing.ts';

const minuteMs = 60_000;
const now = 1_700_000_000_000;

function sightOf(places: Record<string, LinePlace>, rest?: Rest): LineSight {
  return {
    hasWorker: true,
    running: [],
    waiting: [],
    workers: [],
    rest,
    placeOf: (askId) => places[askId],
    waitAt: () => undefined,
  };
}

/** `later`: what a look of its own finds. */
function openStanding(sight: LineSight, later = sight) {
  return createStandingOf({
    line: { placeOf: (askId) => Promise.resolve(later.placeOf(askId)?.place) },
    lineLook: { shared: () => Promise.resolve(sight), now: () => Promise.resolve(later) },
    now: () => now,
  });
}

const second = { place: 2, waitMs: minuteMs };

it('tells place and estimate as the look of all found them', async () => {
  const standingOf = openStanding(sightOf({ '1': second }));
  expect(await standingOf('1')).toEqual({ hasWorker: true, ...second });
});

it('looks again for an ask that has joined the line since', async () => {
  const standingOf = openStanding(sightOf({}), sightOf({ '1': second }));
  expect(await standingOf('1')).toMatchObject({ place: 2 });
});

it('knows no place of an ask that is not in the line', async () => {
  const rest: Rest = { cause: 'pause' };
  expect(await openStanding(sightOf({}, rest))('1')).toEqual({ hasWorker: true, place: undefined });
});

it('estimates a wait that begins when the card rests no more', async () => {
  const rest: Rest = { cause: 'quiet-hours', until: now + 10 * minuteMs };
  const standingOf = openStanding(sightOf({ '1': second }, rest));
  expect(await standingOf('1')).toEqual({
    hasWorker: true,
    place: 2,
    waitMs: 11 * minuteMs,
    rest,
  });
});

it('estimates no wait while nobody knows how long the card rests', async () => {
  const rest: Rest = { cause: 'pause', reason: 'gaming' };
  const standingOf = openStanding(sightOf({ '1': second }, rest));
  expect(await standingOf('1')).toEqual({ hasWorker: true, place: 2, rest });
});
