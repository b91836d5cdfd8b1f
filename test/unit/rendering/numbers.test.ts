import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../../src/locales/messages-for.ts';
import { formatCalmly, formatCount, formatDuration } from '../../../src/rendering/numbers.ts';

const messages = messagesFor('en');
const duration = (seconds: number) => formatDuration(seconds * 1_000, messages);

describe('a time', () => {
  it.each([
    [0.9, '0 s'],
    [38.9, '38 s'],
    [60, '1 min'],
    [125, '2 min 5 s'],
    [599, '9 min 59 s'],
    [725, '12 min'],
    [3_600, '1 h'],
    [5_705, '1 h 35 min'],
  ])('of %d seconds is said as: %s', (seconds, said) => {
    expect(duration(seconds)).toBe(said);
  });

  it('is never negative', () => {
    expect(duration(-3)).toBe('0 s');
  });

  it('may go in steps of five seconds, from the first step on', () => {
    expect(formatCalmly(4_999, messages)).toBeUndefined();
    expect(formatCalmly(14_999, messages)).toBe('10 s');
  });
});

describe('a count', () => {
  it('is whole, and grouped as in the words around it', () => {
    expect(formatCount(1_120.4, 'en-US')).toBe('1,120');
    expect(formatCount(1_120, 'ru')).toBe('1\u{A0}120');
  });
});
