import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createCard, type CardOptions } from '../../../src/gpu/card.ts';
import { createPauses, type NewPause, type Pauses } from '../../../src/gpu/pause.ts';
import { createQuietHours } from '../../../src/gpu/quiet-hours.ts';
import { createLogLines } from '../../support/log-lines.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';

const gaming: NewPause = { by: { id: '1', name: 'Mod' }, reason: 'gaming' };
const hourMs = 3_600_000;
/** 12:00 UTC. */
const noon = Date.parse('2026-03-01T12:00:00Z');
const quietAfternoon = createQuietHours({
  spans: [{ fromMinute: 13 * 60, toMinute: 15 * 60 }],
  zone: 'UTC',
});

let testRedis: TestRedis;
let pauses: Pauses;

beforeEach(async () => {
  testRedis = await openTestRedis();
  pauses = createPauses({ redis: testRedis.client, prefix: testRedis.prefix });
});

/** A card whose clock stands at noon, and what it did. */
function openCard(options: Partial<CardOptions> = {}) {
  const log = createLogLines();
  const clock = { now: noon };
  const done = { freed: 0, woken: 0, changes: 0 };
  const card = createCard({
    redis: testRedis.client,
    prefix: testRedis.prefix,
    quietHours: createQuietHours({ spans: [] }),
    unloadAll: () => Promise.resolve(void (done.freed += 1)),
    onChange: () => void (done.changes += 1),
    wake: () => Promise.resolve(void (done.woken += 1)),
    log: log.logger,
    lookMs: 10,
    now: () => clock.now,
    ...options,
  });
  onTestFinished(() => card.close());
  return { card, clock, done, log };
}

const soon = (check: () => void) => vi.waitFor(check, { timeout: 2_000, interval: 5 });

it('takes asks when nothing keeps it from them', async () => {
  const { card, done } = openCard();
  expect(await card.isResting()).toBe(false);
  expect(card.rest()).toBeUndefined();
  expect(done).toEqual({ freed: 0, woken: 0, changes: 0 });
});

it('rests from the very moment of a pause until the moment of its end', async () => {
  const { card } = openCard({ lookMs: hourMs });
  await pauses.set(gaming);
  expect(await card.isResting()).toBe(true);
  expect(card.rest()).toEqual({ cause: 'pause', reason: 'gaming' });
  await pauses.clear();
  expect(await card.isResting()).toBe(false);
});

it('notices by itself that a rest begins and ends, tells it once each, and wakes the workers', async () => {
  const { card, done, log } = openCard();
  await pauses.set(gaming);
  await soon(() => expect(card.rest()).toMatchObject({ cause: 'pause' }));
  await soon(() => expect(done).toMatchObject({ freed: 1, woken: 0 }));
  await pauses.clear();
  await soon(() => expect(done).toEqual({ freed: 1, woken: 1, changes: 3 }));
  expect(log.lines).toMatchObject([
    { level: 'info', msg: 'card-rests', cause: 'pause' },
    { level: 'info', msg: 'card-works' },
  ]);
  expect(JSON.stringify(log.lines)).not.toContain('gaming');
});

it('frees its memory once a rest, when no ask runs here any more', async () => {
  const { card, done } = openCard();
  const [first, second] = [card.use(), card.use()];
  await pauses.set(gaming);
  await soon(() => expect(card.rest()).toBeDefined());
  first();
  first();
  expect(done.freed).toBe(0);
  second();
  await soon(() => expect(done.freed).toBe(1));
  await pauses.set({ ...gaming, reason: 'still gaming' });
  await soon(() => expect(card.rest()).toMatchObject({ reason: 'still gaming' }));
  expect(done.freed).toBe(1);
  await pauses.clear();
  await soon(() => expect(done.woken).toBe(1));
  await pauses.set(gaming);
  await soon(() => expect(done.freed).toBe(2));
});

it('frees its memory again when an ask has run here in the rest after all', async () => {
  const { card, done } = openCard();
  await pauses.set(gaming);
  await soon(() => expect(done.freed).toBe(1));
  const end = card.use();
  await card.isResting();
  expect(done.freed).toBe(1);
  end();
  await soon(() => expect(done.freed).toBe(2));
});

it('frees nothing after an ask while it does not rest', async () => {
  const { card, done } = openCard();
  card.use()();
  await card.isResting();
  expect(done.freed).toBe(0);
});

it('goes on resting when its memory could not be freed, tries again until it can, and tells so once', async () => {
  let tries = 0;
  const { card, done, log } = openCard({
    unloadAll: () => {
      tries += 1;
      return tries < 4 ? Promise.reject(new Error('no answer')) : Promise.resolve();
    },
  });
  await pauses.set(gaming);
  await soon(() => expect(tries).toBe(4));
  expect(await card.isResting()).toBe(true);
  await soon(() => expect(done.changes).toBe(2));
  const told = log.lines.filter(({ msg }) => msg === 'models-not-unloaded');
  expect(told.map(({ level }) => level)).toEqual(['warn', 'debug', 'debug']);
});

it('waits longer after each try to free its memory', async () => {
  let tries = 0;
  const looks: number[] = [];
  const { card } = openCard({
    quietHours: {
      untilWhen: () => {
        looks[tries] = (looks[tries] ?? 0) + 1;
        return noon + hourMs;
      },
    },
    unloadAll: () => {
      tries += 1;
      return Promise.reject(new Error('no answer'));
    },
  });
  await soon(() => expect(tries).toBe(4));
  expect(card.rest()).toBeDefined();
  const [, second = 0, third = 0, fourth = 0] = looks;
  expect(second).toBeLessThan(third);
  expect(third).toBeLessThan(fourth);
});

it('rests in the quiet hours of its host, by the clock of the host', async () => {
  const { card, clock, done } = openCard({ quietHours: quietAfternoon });
  expect(await card.isResting()).toBe(false);
  clock.now = noon + hourMs;
  await soon(() => expect(done.freed).toBe(1));
  expect(card.rest()).toEqual({ cause: 'quiet-hours', until: noon + 3 * hourMs });
  clock.now = noon + 3 * hourMs;
  await soon(() => expect(done.woken).toBe(1));
  expect(card.rest()).toBeUndefined();
});

it('tells of a pause that runs into quiet hours that it lasts until their end', async () => {
  const { at } = await pauses.set({ ...gaming, forMs: hourMs });
  const quietMinute = Math.floor(((at + hourMs) % (24 * hourMs)) / 60_000);
  const toMinute = (quietMinute + 30) % (24 * 60);
  const spans = [{ fromMinute: quietMinute, toMinute }];
  const { card } = openCard({ quietHours: createQuietHours({ spans, zone: 'UTC' }) });
  await card.isResting();
  const until = card.rest()?.until ?? 0;
  expect(until - at).toBeGreaterThan(hourMs + 28 * 60_000);
  expect(until - at).toBeLessThanOrEqual(hourMs + 30 * 60_000);
});

it('does nothing more when it is closed', async () => {
  const { card, done } = openCard();
  await card.isResting();
  await card.close();
  await card.close();
  await pauses.set(gaming);
  expect(await card.isResting()).toBe(true);
  expect(done).toEqual({ freed: 0, woken: 0, changes: 0 });
});
