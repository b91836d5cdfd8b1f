import { beforeEach, expect, it, vi } from 'vitest';
import { createNews } from '../../../src/delivery/news.ts';
import { useFakeTime } from '../../support/fake-time.ts';

beforeEach(useFakeTime);

const { signal } = new AbortController();

/** How long the news took to arrive, in ms. */
async function waitMs(arrival: Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await arrival;
  return performance.now() - startedAt;
}

it('wakes who waits', async () => {
  const news = createNews();
  const waiting = waitMs(news.arrived({ limitMs: 1_000, signal }));
  await vi.advanceTimersByTimeAsync(300);
  news.announce();
  expect(await waiting).toBe(300);
});

it('keeps news that came while nobody waited', async () => {
  const news = createNews();
  news.announce();
  expect(await waitMs(news.arrived({ limitMs: 1_000, signal }))).toBe(0);
});

it('keeps news, however much, once', async () => {
  const news = createNews();
  news.announce();
  news.announce();
  await news.arrived({ limitMs: 1_000, signal });
  const second = waitMs(news.arrived({ limitMs: 1_000, signal }));
  await vi.runAllTimersAsync();
  expect(await second).toBe(1_000);
});

it('ends the wait after the limit', async () => {
  const waiting = waitMs(createNews().arrived({ limitMs: 250, signal }));
  await vi.runAllTimersAsync();
  expect(await waiting).toBe(250);
});

it('rejects with the reason of its signal', async () => {
  const leaving = new AbortController();
  const waiting = createNews().arrived({ limitMs: 1_000, signal: leaving.signal });
  leaving.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
});

it('rejects at once when the signal was given before', async () => {
  const news = createNews();
  news.announce();
  const gone = AbortSignal.abort(new Error('gone'));
  await expect(news.arrived({ limitMs: 1_000, signal: gone })).rejects.toThrow('gone');
});
