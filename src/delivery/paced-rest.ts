// Clients for Discord's REST API that leave all pacing to the pacer: they do the wire work (URLs, uploads, errors).
// discord.js's own client queues requests that are old when their turn comes, and waits without a word.
import { DefaultRestOptions, REST, type RESTOptions } from '@discordjs/rest';
import type { BucketHeaders } from './bucket.ts';
import type { GlobalLimit } from './global-limit.ts';
import type { Pacer } from './pacer.ts';
import { bucketOf } from './target.ts';

export interface PacedRestOptions {
  /** Without the version: `https://discord.com/api`. */
  apiUrl: string;
  botToken: string;
  pacer: Pacer;
  /** Told when Discord limits all requests with the bot's token. */
  globalLimit: Pick<GlobalLimit, 'block'>;
  /** Called with the `Date` header of every response. */
  onDate: (header: string) => void;
  /** One slow request holds up a reply for this long at most. */
  timeoutMs: number;
}

/** Requests say `auth: false`: the client would forget the bot's token after a 401, whoever on the way it came from. */
export interface PacedRest {
  /** With the bot's token: whoever sends has waited for the global limit. */
  bot: REST;
  /** For interaction endpoints: no token, and exempt from that limit (Discord: "Rate limits"). */
  interaction: REST;
}

type MakeRequest = RESTOptions['makeRequest'];

/** A request that Discord limits is rejected with a RateLimitError at once, and nothing is sent twice. */
export function createPacedRest({
  apiUrl,
  botToken,
  pacer,
  globalLimit,
  onDate,
  timeoutMs,
}: PacedRestOptions): PacedRest {
  const requester =
    (limitedBy?: Pick<GlobalLimit, 'block'>): MakeRequest =>
    async (url, init) => {
      const response = await DefaultRestOptions.makeRequest(url, init);
      const { headers } = response;
      const date = headers.get('date');
      if (date !== null) onDate(date);
      const limits = takeLimits(headers);
      if (limits) pacer.observe(bucketOf(init.method ?? 'GET', pathOf(url)), limits);
      if (takeIsGlobal(headers)) limitedBy?.block(Number(headers.get('Retry-After')) * 1_000);
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
      makeRequest: requester(globalLimit),
      invalidRequestWarningInterval: 100,
      headers: { Authorization: `Bot ${botToken}` },
    }),
    interaction: new REST({ ...options, makeRequest: requester() }),
  };
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
