// A token log for tests of those who follow one: it takes everything and holds nothing.
import type { TokenLog } from '../../src/token-log/token-log.ts';

export function tokenLogWith(given: Partial<TokenLog>): TokenLog {
  return {
    append: () => Promise.resolve('appended'),
    end: () => Promise.resolve('appended'),
    clear: () => Promise.resolve(),
    follow: () => {},
    isEmpty: () => Promise.resolve(false),
    hasEnded: () => Promise.resolve(false),
    read: () => Promise.resolve(undefined),
    now: () => Promise.resolve(Date.now()),
    close: () => Promise.resolve(),
    ...given,
  };
}
