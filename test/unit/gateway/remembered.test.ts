import { describe, expect, it } from 'vitest';
import { createRemembered } from '../../../src/gateway/remembered.ts';

describe('what is remembered for a form', () => {
  it('is there until its time is over', () => {
    let now = 0;
    const remembered = createRemembered<string>({ keepMs: 100, now: () => now });
    remembered.put('one', 'a');
    now = 60;
    remembered.put('two', 'b');
    now = 99;
    expect([remembered.get('one'), remembered.get('two')]).toEqual(['a', 'b']);
    now = 100;
    expect([remembered.get('one'), remembered.get('two')]).toEqual([undefined, 'b']);
  });

  it('is the newest when there is more than it has room for', () => {
    const remembered = createRemembered<number>({ most: 2 });
    for (const key of [1, 2, 3]) remembered.put(String(key), key);
    expect(['1', '2', '3'].map(remembered.get)).toEqual([undefined, 2, 3]);
  });

  it('is what was put last under a key', () => {
    const remembered = createRemembered<string>();
    remembered.put('one', 'a');
    remembered.put('one', 'b');
    expect(remembered.get('one')).toBe('b');
  });
});
