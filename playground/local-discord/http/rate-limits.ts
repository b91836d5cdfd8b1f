// Discord's rate limits as observed (facts, section 1): fixed windows that open at the first request.
import type { Clock } from '../clock.ts';
import type { RouteKind } from './route-kinds.ts';

export interface RateLimit {
  limit: number;
  windowMs: number;
}

/** Limits that no header tells of. */
export type HiddenLimit = 'old-message-edit' | 'channel-rename' | 'followup-in-channel';

/** `null`: unlimited. */
export type RateLimitSettings = Partial<
  Record<RouteKind | HiddenLimit | 'global', RateLimit | null>
>;

const defaults: RateLimitSettings = {
  global: { limit: 50, windowMs: 1_000 },
  'channel-post': { limit: 5, windowMs: 5_000 },
  'channel-edit': { limit: 5, windowMs: 5_000 },
  'channel-delete': { limit: 5, windowMs: 1_000 },
  'channel-update': { limit: 10, windowMs: 15_000 },
  'webhook-edit': { limit: 5, windowMs: 5_000 },
  followup: { limit: 5, windowMs: 2_000 },
  typing: { limit: 5, windowMs: 5_000 },
  'old-message-edit': { limit: 3, windowMs: 6_000 },
  'channel-rename': { limit: 2, windowMs: 600_000 },
  'followup-in-channel': { limit: 30, windowMs: 60_000 },
};

/** Kinds that Discord counts apart but reports under one bucket hash. */
const sharedHashes: Partial<Record<RouteKind, string>> = { 'channel-edit': 'channel-post' };

export type RateLimitScope = 'user' | 'global' | 'shared';

/** Why a request is turned away. Thrown by hidden limits, too. */
export class RateLimited extends Error {
  readonly retryAfterMs: number;
  readonly scope: RateLimitScope;
  readonly code: number | undefined;

  constructor(options: { retryAfterMs: number; scope: RateLimitScope; code?: number | undefined }) {
    super('You are being rate limited.');
    this.name = 'RateLimited';
    this.retryAfterMs = options.retryAfterMs;
    this.scope = options.scope;
    this.code = options.code;
  }
}

export interface Allowance {
  /** The X-RateLimit headers; none for an unlimited route. */
  headers: Record<string, string>;
  rejection: RateLimited | undefined;
}

export interface RateLimits {
  /** Counts one request. `major` is the channel, guild or webhook that the limit belongs to. */
  take(request: { kind: RouteKind; major: string; isGlobalExempt: boolean }): Allowance;
  /** Counts against a limit that no header shows. Throws RateLimited. */
  takeHidden(limit: HiddenLimit, major: string): void;
}

interface Window {
  used: number;
  endsAt: number;
}

export function createRateLimits({
  clock,
  settings,
}: {
  clock: Clock;
  settings: RateLimitSettings;
}): RateLimits {
  const limits = { ...defaults, ...settings };
  const windows = new Map<string, Window>();

  const openWindow = (key: string, { windowMs }: RateLimit): Window => {
    const known = windows.get(key);
    if (known && known.endsAt > clock.now()) return known;
    const fresh = { used: 0, endsAt: clock.now() + windowMs };
    windows.set(key, fresh);
    return fresh;
  };
  const isWithin = (window: Window, { limit }: RateLimit) => {
    if (window.used >= limit) return false;
    window.used += 1;
    return true;
  };
  const reject = (window: Window, scope: RateLimitScope, code?: number) =>
    new RateLimited({ retryAfterMs: window.endsAt - clock.now(), scope, code });

  const takeGlobal = (): RateLimited | undefined => {
    if (!limits.global) return undefined;
    const window = openWindow('global', limits.global);
    return isWithin(window, limits.global) ? undefined : reject(window, 'global');
  };

  return {
    take({ kind, major, isGlobalExempt }) {
      const globalRejection = isGlobalExempt ? undefined : takeGlobal();
      if (globalRejection) return { headers: {}, rejection: globalRejection };
      const limit = limits[kind];
      if (!limit) return { headers: {}, rejection: undefined };
      const window = openWindow(`${kind} ${major}`, limit);
      const isAllowed = isWithin(window, limit);
      const headers = bucketHeaders({ kind, limit, window, now: clock.now() });
      return { headers, rejection: isAllowed ? undefined : reject(window, 'user') };
    },
    takeHidden(name, major) {
      const limit = limits[name];
      if (!limit) return;
      const window = openWindow(`${name} ${major}`, limit);
      if (isWithin(window, limit)) return;
      throw reject(window, hiddenScopes[name], name === 'old-message-edit' ? 30046 : undefined);
    },
  };
}

const hiddenScopes: Record<HiddenLimit, RateLimitScope> = {
  'old-message-edit': 'user',
  'channel-rename': 'user',
  'followup-in-channel': 'shared',
};

function bucketHeaders(options: {
  kind: RouteKind;
  limit: RateLimit;
  window: Window;
  now: number;
}): Record<string, string> {
  const { kind, limit, window, now } = options;
  return {
    'X-RateLimit-Limit': String(limit.limit),
    'X-RateLimit-Remaining': String(limit.limit - window.used),
    'X-RateLimit-Reset': seconds(window.endsAt),
    'X-RateLimit-Reset-After': seconds(window.endsAt - now),
    'X-RateLimit-Bucket': Buffer.from(sharedHashes[kind] ?? kind)
      .toString('hex')
      .padEnd(32, '0'),
  };
}

/** The headers and the body of a 429. `Retry-After` is in whole seconds, rounded up; the body is exact. */
export function rejectionResponse(rejection: RateLimited) {
  const isGlobal = rejection.scope === 'global';
  return {
    headers: {
      'Retry-After': String(Math.ceil(rejection.retryAfterMs / 1000)),
      'X-RateLimit-Scope': rejection.scope,
      ...(isGlobal && { 'X-RateLimit-Global': 'true' }),
    },
    body: {
      message: rejection.message,
      retry_after: rejection.retryAfterMs / 1000,
      global: isGlobal,
      ...(rejection.code !== undefined && { code: rejection.code }),
    },
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
