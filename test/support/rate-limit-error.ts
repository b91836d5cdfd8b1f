// How @discordjs/rest reports a 429.
import { RateLimitError } from '@discordjs/rest';

export function rateLimitError(retryAfterMs: number): RateLimitError {
  return new RateLimitError({
    timeToReset: retryAfterMs,
    limit: 5,
    method: 'PATCH',
    hash: 'hash',
    url: '',
    route: '/webhooks/:id/:token',
    majorParameter: '1',
    global: false,
    retryAfter: retryAfterMs,
    sublimitTimeout: 0,
    scope: 'user',
  });
}
