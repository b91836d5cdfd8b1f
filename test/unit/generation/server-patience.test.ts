import { expect, it } from 'vitest';
import { createServerPatience } from '../../../src/generation/server-patience.ts';

function openPatience() {
  const clock = { ms: 0 };
  const patience = createServerPatience({ limitMs: 60_000, now: () => clock.ms });
  const pass = (ms: number) => {
    clock.ms += ms;
  };
  return { patience, pass };
}

it('is over when the server has not answered for longer than the limit', () => {
  const { patience, pass } = openPatience();
  patience.wait();
  pass(60_000);
  patience.wait();
  expect(patience.isOver()).toBe(false);
  pass(1);
  expect(patience.isOver()).toBe(true);
});

it('does not count while the server is at work', () => {
  const { patience, pass } = openPatience();
  patience.wait();
  pass(1_000);
  patience.goOn();
  pass(600_000);
  patience.wait();
  expect(patience.isOver()).toBe(false);
  pass(59_000);
  expect(patience.isOver()).toBe(false);
});

it('is over for a server that comes back only to fail again', () => {
  const { patience, pass } = openPatience();
  for (let failures = 0; failures < 13; failures += 1) {
    patience.wait();
    pass(5_000);
    patience.goOn();
  }
  expect(patience.isOver()).toBe(true);
});
