import { expect, it } from 'vitest';
import { createFewAtATime } from '../../../src/attachments/few-at-a-time.ts';

/** Work that ends when it is told to. */
function open(most: number) {
  const run = createFewAtATime(most);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const { signal: never } = new AbortController();
  return {
    begun,
    end: (name: string) => ends.get(name)?.(),
    run: (name: string, signal = never) =>
      run(() => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }, signal),
    fail: () => run(() => Promise.reject(new Error('no file')), never),
  };
}

it('runs so much at a time, and the rest in its order', async () => {
  const { run, end, begun } = open(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => run(name));
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await all[1];
  expect(begun).toEqual(['a', 'b', 'c']);
  end('a');
  await all[0];
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

it('goes on after work that failed', async () => {
  const { run, end, fail } = open(1);
  await expect(fail()).rejects.toThrow('no file');
  const next = run('a');
  end('a');
  expect(await next).toBe('a');
});

it('keeps no place for whoever gave up', async () => {
  const { run, end, begun } = open(1);
  const first = run('a');
  const giving = new AbortController();
  const second = run('b', giving.signal);
  const third = run('c');
  giving.abort(new Error('too slow'));
  await expect(second).rejects.toThrow('too slow');
  end('a');
  await first;
  end('c');
  expect(await third).toBe('c');
  expect(begun).toEqual(['a', 'c']);
});
