// Finds the route of a request. Paths are decoded segment by segment: clients send `%40original`.
import type { RequestBody } from './body.ts';
import type { FileFault } from './faults.ts';
import type { RouteKind } from './route-kinds.ts';

export interface ApiCall extends RequestBody {
  /** A named segment of the path. */
  param(name: string): string;
  query: URLSearchParams;
}

export type ApiResult =
  | { type: 'json'; status: number; body: unknown }
  | { type: 'empty' }
  | { type: 'redirect'; location: string }
  | { type: 'file'; content: Buffer; contentType: string; fault?: FileFault | undefined };

export const json = (body: unknown, status = 200): ApiResult => ({ type: 'json', status, body });
export const empty: ApiResult = { type: 'empty' };

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Of the whole path, `:name` for a parameter. */
  pattern: string;
  kind: RouteKind;
  /** `token-in-path`: no Authorization header, and exempt from the global rate limit. */
  auth: 'bot' | 'token-in-path';
  /** Parameters that a rate limit is counted by. */
  major: readonly string[];
  /** Takes effect at once. Throws ApiError or RateLimited. */
  handle(call: ApiCall): ApiResult;
}

/** A path below the API's version. */
export const api = (path: string): string => `/api/v10${path}`;

export type Match =
  | { type: 'found'; route: Route; param: (name: string) => string; major: string }
  | { type: 'unknown-path' }
  | { type: 'wrong-method' };

export function createRouter(routes: readonly Route[]) {
  const patterns = routes.map((route) => ({ route, segments: route.pattern.split('/') }));
  return {
    match(method: string, path: string): Match {
      const segments = path.split('/').map(decodeSegment);
      const candidates = patterns.flatMap(({ route, segments: pattern }) => {
        const params = matchSegments(pattern, segments);
        return params ? [{ route, params }] : [];
      });
      if (candidates.length === 0) return { type: 'unknown-path' };
      const found = candidates.find(({ route }) => route.method === method);
      return found ? describe(found.route, found.params) : { type: 'wrong-method' };
    },
  };
}

export type Router = ReturnType<typeof createRouter>;

function describe(route: Route, params: ReadonlyMap<string, string>): Match {
  const param = (name: string) => {
    const value = params.get(name);
    if (value === undefined) throw new Error(`${route.pattern} has no :${name}`);
    return value;
  };
  return { type: 'found', route, param, major: route.major.map(param).join('/') };
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Map<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? '';
    if (expected.startsWith(':')) params.set(expected.slice(1), actual);
    else if (expected !== actual) return undefined;
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
