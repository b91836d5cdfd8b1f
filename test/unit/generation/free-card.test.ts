import { expect, it } from 'vitest';
import { createIsFreeFor } from '../../../src/generation/free-card.ts';
import { createRunsHere } from '../../../src/generation/runs-here.ts';

const installed = (name: string) => ({
  name,
  sizeBytes: 1,
  parameterSize: '8B',
  canThink: true,
  isReasoner: true,
  isLoaded: false,
});

function openCard({
  waiting = [],
  isResting = false,
}: {
  waiting?: string[];
  isResting?: boolean;
}) {
  const runsHere = createRunsHere({ tokenLog: { hasEnded: () => Promise.resolve(false) } });
  const isFreeFor = createIsFreeFor({
    report: () => ({ models: ['r1:8b', 'r1:14b'].map(installed) }),
    listWaiting: () => Promise.resolve(waiting),
    runsHere,
    isResting: () => Promise.resolve(isResting),
  });
  return { isFreeFor, runsHere };
}

it('is free while nobody asks', async () => {
  expect(await openCard({}).isFreeFor('r1:8b')).toBe(true);
});

it('is free for the model that is asked, and for no other', async () => {
  const { isFreeFor } = openCard({ waiting: ['r1:14b'] });
  expect(await isFreeFor('r1:14b')).toBe(true);
  expect(await isFreeFor('r1:8b')).toBe(false);
});

it('is not free while somebody is answered by another model here', async () => {
  const { isFreeFor, runsHere } = openCard({});
  const leave = runsHere.add({ askId: '1', model: 'r1:14b' });
  expect(await isFreeFor('r1:8b')).toBe(false);
  leave();
  expect(await isFreeFor('r1:8b')).toBe(true);
});

it('is free while others wait for a model that is not here', async () => {
  expect(await openCard({ waiting: ['llama3.2:3b'] }).isFreeFor('r1:8b')).toBe(true);
});

it('is not free while its host has it', async () => {
  expect(await openCard({ isResting: true }).isFreeFor('r1:8b')).toBe(false);
});
