import { expect, it } from 'vitest';
import { messagesFor } from '../../../src/locales/messages-for.ts';
import { formatWait } from '../../../src/rendering/wait-words.ts';

const seconds = 1_000;
const minutes = 60 * seconds;

it.each([
  [0, 'under a minute'],
  [59 * seconds, 'under a minute'],
  [60 * seconds, 'about 1 min'],
  [130 * seconds, 'about 2 min'],
  [9.4 * minutes, 'about 9 min'],
  [11 * minutes, 'about 10 min'],
  [17 * minutes, 'about 15 min'],
  [44 * minutes, 'about 40 min'],
  [59 * minutes, 'about 1 h'],
  [100 * minutes, 'about 1 h 30 min'],
  [280 * minutes, 'about 4 h 30 min'],
])('tells a wait of %d ms as %j', (waitMs, words) => {
  expect(formatWait(waitMs, messagesFor('en-US'))).toBe(words);
});
