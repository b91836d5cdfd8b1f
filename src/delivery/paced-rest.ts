// Clients for Discord's REST API that leave all pacing to the pacer: they do the wire work (URLs, uploads, errors).
// discord.js's own client queues requests that are old when their turn comes, and waits without a word.
import { DefaultRestOptions, RateLimitError, REST, type RESTOptions } from '@discordjs/rest';
import type { BucketHeaders } from './bucket.ts';
import { createGlobalLimit, type GlobalLimit } from './global-limit.ts';
import type { Pacer } from './pacer.ts';
import { bucketOf } from './target.ts';

export interface PacedRestOptions {
  /** Without the version: `https://discord.com/api`. */
  apiUrl: string;
  botToken: string;
  pacer: Pacer;
  /** Called with the `Date` header of every response. */
  onDate: (header: string) => void;
  /** One slow request holds up a reply for this long at most. */
  timeoutMs: number;
}

/** Requests say `auth: false`: the client would forget the bot's token after a 401, whoever on the way it came from. */
export interface PacedRest {
  /** With the bot's token. What exceeds its share of Discord's limit is rejected without being sent. */
  bot: REST;
  /** For interaction endpoints: no token, and exempt from that limit (Discord: "Rate limits"). */
  interaction: REST;
}

/**
 * Discord's limit for a bot ("Rate limits"). Our seconds are not Discord's; at half of it no second of Discord's can
 * hold more.
 */
const globalPerSecond = 50;

type MakeRequest = RESTOptions['makeRequest'];

/** A request that Discord limits is rejected with a RateLimitError at once, and nothing is sent twice. */
export function createPacedRest({
  apiUrl,
  botToken,
  pacer,
  onDate,
  timeoutMs,
}: PacedRestOptions): PacedRest {
  const requester =
    (globalLimit?: GlobalLimit): MakeRequest =>
    async (url, init) => {
      const waitMs = globalLimit?.take() ?? 0;
      if (waitMs > 0) throw notSent(url, waitMs);
      const response = await DefaultRestOptions.makeRequest(url, init);
      const { headers } = response;
      const date = headers.get('date');
      if (date !== null) onDate(date);
      const limits = takeLimits(headers);
      if (limits) pacer.observe(bucketOf(init.method ?? 'GET', pathOf(url)), limits);
      if (takeIsGlobal(headers)) globalLimit?.block(Number(headers.get('Retry-After')) * 1_000);
      return response;
    };

  const options: Partial<RESTOptions> = {
    api: apiUrl,
    timeout: timeoutMs,
    retries: 0,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
  };
  return {
    bot: new REST({
      ...options,
      makeRequest: requester(createGlobalLimit({ perSecond: globalPerSecond / 2 })),
      invalidRequestWarningInterval: 100,
      headers: { Authorization: `Bot ${botToken}` },
    }),
    interaction: new REST({ ...options, makeRequest: requester() }),
  };
}

function notSent(url: string, waitMs: number): RateLimitError {
  return new RateLimitError({
    global: true,
    scope: 'user',
    limit: globalPerSecond / 2,
    timeToReset: waitMs,
    retryAfter: waitMs,
    sublimitTimeout: 0,
    method: '',
    hash: '',
    majorParameter: '',
    route: '',
    url,
  });
}

type ResponseHeaders = Pick<Headers, 'get' | 'delete'>;

function takeIsGlobal(headers: ResponseHeaders): boolean {
  const isGlobal = headers.get('X-RateLimit-Global') !== null;
  headers.delete('X-RateLimit-Global');
  return isGlobal;
}

/** Takes them out, so that the client does not begin to pace by them. */
function takeLimits(headers: ResponseHeaders): BucketHeaders | undefined {
  const take = (name: string): number => {
    const value = headers.get(name);
    headers.delete(name);
    return value === null ? Number.NaN : Number(value);
  };
  const limits = {
    limit: take('X-RateLimit-Limit'),
    remaining: take('X-RateLimit-Remaining'),
    resetAfterMs: take('X-RateLimit-Reset-After') * 1_000,
  };
  return Object.values(limits).every(Number.isFinite) ? limits : undefined;
}

/** What follows the version, as `Routes` writes it. */
function pathOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname).replace(/^.*?\/v\d+(?=\/)/, '');
}
