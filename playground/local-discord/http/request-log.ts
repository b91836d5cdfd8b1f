// What was asked of the API, for tests and benchmarks to count.
import type { Clock } from '../clock.ts';
import type { RateLimitScope } from './rate-limits.ts';
import type { RouteKind } from './route-kinds.ts';

export interface LoggedRequest {
  /** Epoch ms of the local Discord's clock, when the request had been read. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly kind: RouteKind;
  /** Undefined while under way, and for ever when the connection was dropped. */
  status: number | undefined;
  /** Discord's error code, when refused. */
  code: number | undefined;
  /** Of a 429. */
  scope: RateLimitScope | undefined;
}

export interface Traffic {
  readonly requests: readonly LoggedRequest[];
  count(kind?: RouteKind): number;
  /** How many were answered 429. */
  rateLimited(kind?: RouteKind): number;
  /** What Discord counts as invalid: 401, 403 and 429, but not a shared 429 (facts, section 1). */
  readonly invalidCount: number;
  /** Requests to routes that do not exist here. A test should find none. */
  readonly unknown: readonly LoggedRequest[];
}

export interface RequestLog extends Traffic {
  open(request: Pick<LoggedRequest, 'method' | 'path' | 'kind'>): LoggedRequest;
}

export function createRequestLog({ clock }: { clock: Clock }): RequestLog {
  const requests: LoggedRequest[] = [];
  const ofKind = (kind?: RouteKind) =>
    kind === undefined ? requests : requests.filter((request) => request.kind === kind);
  return {
    requests,
    open(request) {
      const logged: LoggedRequest = {
        at: clock.now(),
        ...request,
        status: undefined,
        code: undefined,
        scope: undefined,
      };
      requests.push(logged);
      return logged;
    },
    count: (kind) => ofKind(kind).length,
    rateLimited: (kind) => ofKind(kind).filter(({ status }) => status === 429).length,
    get invalidCount() {
      return requests.filter(isInvalid).length;
    },
    get unknown() {
      return ofKind('unknown');
    },
  };
}

function isInvalid({ status, scope }: LoggedRequest): boolean {
  return status === 401 || status === 403 || (status === 429 && scope !== 'shared');
}
