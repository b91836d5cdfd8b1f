import { expect, it, vi } from 'vitest';
import { createClosing } from '../../src/closing.ts';
import { useFakeTime } from '../support/fake-time.ts';

it('closes in the reverse order of opening, one after the other', async () => {
  const closed: string[] = [];
  const closing = createClosing();
  for (const name of ['first', 'second', 'third']) {
    closing.add(async () => {
      closed.push(`${name} begins`);
      await Promise.resolve();
      closed.push(`${name} ends`);
    });
  }
  await closing.closeAll();
  expect(closed).toEqual([
    'third begins',
    'third ends',
    'second begins',
    'second ends',
    'first begins',
    'first ends',
  ]);
});

it('closes everything else when one part fails to close, and throws the first failure', async () => {
  const closed: string[] = [];
  const closing = createClosing();
  closing.add(() => Promise.resolve(closed.push('first')));
  closing.add(() => Promise.reject(new Error('later failure')));
  closing.add(() => Promise.reject(new Error('stuck')));
  await expect(closing.closeAll()).rejects.toThrow('stuck');
  expect(closed).toEqual(['first']);
});

it('closes once, however often it is told to', async () => {
  const closed: string[] = [];
  const closing = createClosing();
  closing.add(() => Promise.resolve(closed.push('part')));
  await Promise.all([closing.closeAll(), closing.closeAll()]);
  await closing.closeAll();
  expect(closed).toEqual(['part']);
});

it('leaves a part behind that does not end in time, and closes the others', async () => {
  useFakeTime();
  const closed: string[] = [];
  const closing = createClosing({ partLimitMs: 2_000 });
  closing.add(() => Promise.resolve(closed.push('first')));
  closing.add(() => new Promise(() => {}));
  const closes = closing.closeAll();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(closed).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await closes;
  expect(closed).toEqual(['first']);
});

it('gives a part the time that it asks for', async () => {
  useFakeTime();
  const closed: string[] = [];
  const closing = createClosing({ partLimitMs: 2_000 });
  closing.add(() => Promise.resolve(closed.push('first')));
  closing.add(() => new Promise(() => {}), { limitMs: 7_500 });
  const closes = closing.closeAll();
  await vi.advanceTimersByTimeAsync(7_499);
  expect(closed).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await closes;
  expect(closed).toEqual(['first']);
});

it('tells all parts to close within its own limit, however long each may take', async () => {
  useFakeTime();
  const closed: string[] = [];
  const closing = createClosing({ partLimitMs: 2_000, limitMs: 3_000 });
  closing.add(() => Promise.resolve(closed.push('first')));
  for (const name of ['second', 'third']) {
    closing.add(() => {
      closed.push(name);
      return new Promise(() => {});
    });
  }
  const closes = closing.closeAll();
  await vi.advanceTimersByTimeAsync(3_000);
  await closes;
  expect(closed).toEqual(['third', 'second', 'first']);
});
