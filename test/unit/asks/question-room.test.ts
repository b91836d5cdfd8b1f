import { expect, it } from 'vitest';
import { createHasRoom } from '../../../src/asks/question-room.ts';
import type { RecordedRun } from '../../../src/models/recorded-runs.ts';

const figures = { contextTokens: 16_384, maxAnswerTokens: 8_192 };

function roomFor(chars: number, runs: () => Promise<RecordedRun[]> = () => Promise.resolve([])) {
  const hasRoom = createHasRoom({ ...figures, runs: { list: runs } });
  return hasRoom('r1:8b', { parts: [{ id: '1', text: 'x'.repeat(chars) }], pictures: 0 });
}

it('is there for what is far from the bounds, without a look at what is known', async () => {
  const list = () => Promise.reject(new Error('not wanted'));
  expect(await roomFor(8_000, list)).toBe(true);
});

it('is there for what usually fits, as far as anybody knows', async () => {
  expect(await roomFor(32_000)).toBe(true);
  expect(await roomFor(33_000)).toBe(false);
});

it('is learned from what the model has read', async () => {
  const run = { readMs: 1, writeMs: 1, tokens: 1, promptWeight: 4_000, promptTokens: 2_000 };
  const list = () => Promise.resolve([run]);
  expect(await roomFor(16_000, list)).toBe(true);
  expect(await roomFor(17_000, list)).toBe(false);
});

it('counts files, the persona and pictures', async () => {
  const hasRoom = createHasRoom({ ...figures, runs: { list: () => Promise.resolve([]) } });
  const text = 'x'.repeat(20_000);
  const parts = [{ id: '1', text, files: [{ name: 'a', content: text }] }];
  expect(await hasRoom('r1:8b', { parts, pictures: 0 })).toBe(false);
  const short = [{ id: '1', text }];
  expect(await hasRoom('r1:8b', { parts: short, pictures: 0, persona: text })).toBe(false);
  expect(await hasRoom('r1:8b', { parts: short, pictures: 4 })).toBe(false);
  expect(await hasRoom('r1:8b', { parts: short, pictures: 0 })).toBe(true);
});
