// How an answer leaves: status, headers, body.
import type { ServerResponse } from 'node:http';
import { ApiError } from '../api-error.ts';
import { Redirected } from './faults.ts';
import { sendFile } from './file-answer.ts';
import { RateLimited, rejectionResponse } from './rate-limits.ts';
import type { LoggedRequest } from './request-log.ts';
import type { ApiResult } from './router.ts';

export interface Answer {
  result: ApiResult;
  headers: Record<string, string>;
}

/** `now` is the local Discord's clock: bots learn Discord's time from the `Date` header. */
export function send(response: ServerResponse, { result, headers }: Answer, now: number): void {
  response.setHeader('Date', new Date(now).toUTCString());
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  switch (result.type) {
    case 'json':
      response.writeHead(result.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(result.body));
      return;
    case 'file':
      sendFile(response, result);
      return;
    case 'redirect':
      response.writeHead(302, { Location: result.location }).end();
      return;
    case 'empty':
      response.writeHead(204).end();
      return;
    default:
      result satisfies never;
  }
}

export function statusOf(result: ApiResult): number {
  switch (result.type) {
    case 'json':
      return result.status;
    case 'file':
      return 200;
    case 'redirect':
      return 302;
    case 'empty':
      return 204;
    default:
      return result satisfies never;
  }
}

/** The answer to a refused request. Any other error is not Discord's to tell, and is thrown on. */
export function refusalOf(
  error: unknown,
  { logged, headers }: { logged: LoggedRequest; headers: Record<string, string> },
): Answer {
  if (error instanceof RateLimited) {
    const rejection = rejectionResponse(error);
    Object.assign(logged, { status: 429, code: error.code, scope: error.scope });
    return {
      result: { type: 'json', status: 429, body: rejection.body },
      headers: { ...headers, ...rejection.headers },
    };
  }
  if (error instanceof Redirected) {
    logged.status = 302;
    return { result: { type: 'redirect', location: error.location }, headers };
  }
  if (!(error instanceof ApiError)) throw error;
  Object.assign(logged, { status: error.status, code: error.code });
  return { result: { type: 'json', status: error.status, body: error.body }, headers };
}
