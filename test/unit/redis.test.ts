import { expect, it } from 'vitest';
import { isFault, isRefusal } from '../../src/redis.ts';

function replyError(message: string, previous: string[] = []): Error {
  const error = Object.assign(new Error(message), {
    previousErrors: previous.map((text) => replyError(text)),
  });
  error.name = 'ReplyError';
  return error;
}

it.each([
  "OOM command not allowed when used memory > 'maxmemory'.",
  'MISCONF Redis is configured to save RDB snapshots, but cannot',
  "READONLY You can't write against a read only replica.",
  'LOADING Redis is loading the dataset in memory',
  'NOPERM this user has no permissions',
])('takes it for a refusal that passes: %s', (message) => {
  const error = replyError(message);
  expect([isRefusal(error), isFault(error)]).toEqual([true, false]);
});

it('takes a transaction for refused of which a command was', () => {
  const discarded = 'EXECABORT Transaction discarded because of previous errors.';
  const error = replyError(discarded, ['OOM command not allowed']);
  expect([isRefusal(error), isFault(error)]).toEqual([true, false]);
});

it.each([
  'WRONGTYPE Operation against a key holding the wrong kind of value',
  'ERR user_script:1: attempt to index a nil value',
])('takes it for a fault that no further try would mend: %s', (message) => {
  const error = replyError(message);
  expect([isRefusal(error), isFault(error)]).toEqual([false, true]);
});

it('takes a Redis that is away for neither', () => {
  const error = new Error('Connection is closed.');
  expect([isRefusal(error), isFault(error)]).toEqual([false, false]);
});
