// One request and its answer: the way in, the effect, the way out, with the faults that a test asked for.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../api-error.ts';
import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import { refusalOf, send, statusOf } from './answer.ts';
import type { Answer } from './answer.ts';
import { parseBody, readBytes } from './body.ts';
import { ConnectionDropped, fileFaultOf, sufferFaults } from './faults.ts';
import type { FaultSource, FaultStage } from './faults.ts';
import type { RateLimits } from './rate-limits.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { ApiResult, Match, Route, Router } from './router.ts';

export interface ExchangeOptions {
  clock: Clock;
  changes: Changes;
  router: Router;
  limits: RateLimits;
  faults: FaultSource;
  log: RequestLog;
  botToken: string;
  latencyMs: () => number;
  /** Aborted when this Discord goes down: requests under way then end without an answer. */
  outage: () => AbortSignal;
}

interface Incoming {
  match: Match;
  request: IncomingMessage;
  bytes: Buffer | 'too-large';
  query: URLSearchParams;
  logged: LoggedRequest;
  signal: AbortSignal;
}

export function createExchange(options: ExchangeOptions) {
  const { clock, changes, limits, faults, log } = options;

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const signal = options.outage();
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const match = options.router.match(method, pathname);
    const kind = match.type === 'found' ? match.route.kind : 'unknown';
    const bytes = await readBytes(request);
    const logged = log.open({ method, path: pathname, kind });
    await pause(options.latencyMs() / 2, signal);
    const answer = await answerTo({ match, request, bytes, query, logged, signal });
    await pause(options.latencyMs() / 2, signal);
    send(response, answer, clock.now());
    changes.announce({ type: 'request-end', request: logged });
  };

  const answerTo = async (incoming: Incoming): Promise<Answer> => {
    const { logged, signal } = incoming;
    const effects = faults.hit(logged);
    const suffer = (stage: FaultStage) =>
      sufferFaults(effects, { stage, pause: (ms) => pause(ms, signal) });
    const headers: Record<string, string> = {};
    try {
      await suffer('before');
      const result = await takeEffect(incoming, headers);
      await suffer('after');
      logged.status = statusOf(result);
      const fault = fileFaultOf(effects);
      return { result: result.type === 'file' ? { ...result, fault } : result, headers };
    } catch (error) {
      return refusalOf(error, { logged, headers });
    }
  };

  const takeEffect = async (
    { match, request, bytes, query }: Incoming,
    headers: Record<string, string>,
  ): Promise<ApiResult> => {
    if (match.type === 'unknown-path') throw refuse('NOT_FOUND');
    if (match.type === 'wrong-method') throw refuse('METHOD_NOT_ALLOWED');
    const { route, major, param } = match;
    authorize(route, request);
    const isGlobalExempt = route.auth === 'token-in-path';
    const allowance = limits.take({ kind: route.kind, major, isGlobalExempt });
    Object.assign(headers, allowance.headers);
    if (allowance.rejection) throw allowance.rejection;
    const body = await parseBody(bytes, request.headers['content-type'] ?? '');
    return route.handle({ ...body, param, query });
  };

  const authorize = (route: Route, request: IncomingMessage) => {
    if (route.auth === 'token-in-path') return;
    if (request.headers.authorization !== `Bot ${options.botToken}`) throw refuse('UNAUTHORIZED');
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch((error: unknown) => {
      response.destroy();
      // A mistake of the local Discord's own: no bot under test may take it for Discord's behaviour.
      if (!isExpected(error)) queueMicrotask(() => rethrow(error));
    });
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal });
}

/** An outage, a client that left, or a fault that drops the connection. */
function isExpected(error: unknown): boolean {
  if (error instanceof ConnectionDropped) return true;
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || ('code' in error && error.code === 'ECONNRESET');
}

function rethrow(error: unknown): never {
  throw error;
}
