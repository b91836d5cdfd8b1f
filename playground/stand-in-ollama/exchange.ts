// One HTTP request and its answer: writes JSON or NDJSON, notices when the client leaves, keeps the record.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { writeLine } from './line-writer.ts';
import type { LineOptions } from './line-writer.ts';
import type { RecordedRequest, RequestLog } from './request-log.ts';
import type { ServerError } from './server-error.ts';

export interface Exchange {
  readonly record: RecordedRequest;
  /** Aborted when the connection is gone. */
  readonly signal: AbortSignal;
  /** The model begins to work on it. */
  takeUp: () => void;
  sendJson: (value: unknown, status?: number) => void;
  /** 200 and nothing else. */
  sendEmpty: () => void;
  sendText: (text: string, options: { status: number; type: string }) => void;
  /** One line of NDJSON; the first one sends the headers. Resolves when more may be written. */
  sendLine: (line: string, options?: LineOptions) => Promise<void>;
  end: () => void;
  /** Closes the socket in the middle. */
  cut: () => void;
  /** `{"error":…}`: as the whole answer before the first token, as the last line after it. */
  fail: (error: ServerError) => Promise<void>;
}

export interface ExchangeOptions {
  request: IncomingMessage;
  response: ServerResponse;
  body: Readonly<Record<string, unknown>>;
  log: RequestLog;
  /** Whether the stand-in itself is dropping its connections. */
  isStopping: () => boolean;
  /** When it arrived, by the same clock as `now`. */
  startedAt: number;
  now: () => number;
}

const jsonType = 'application/json; charset=utf-8';

export function createExchange(options: ExchangeOptions): Exchange {
  const { response, log } = options;
  const record = recordOf(options);
  const { signal, finish } = watchConnection(record, options);
  log.add(record);

  const sendText: Exchange['sendText'] = (text, { status, type }) => {
    response.writeHead(status, { 'Content-Type': type });
    finish();
    response.end(text);
  };

  const sendLine: Exchange['sendLine'] = async (line, lineOptions) => {
    if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
    record.status = response.statusCode;
    await writeLine(response, line, lineOptions);
    log.notify();
  };

  const end = () => {
    finish();
    response.end();
  };

  return {
    record,
    signal,
    takeUp: () => {
      record.slotAt = options.now();
      log.notify();
    },
    sendText,
    sendEmpty: () => {
      response.writeHead(200);
      end();
    },
    sendLine,
    end,
    sendJson: (value, status = 200) => sendText(JSON.stringify(value), { status, type: jsonType }),
    cut: () => {
      finish();
      // What was written still leaves, as from a process that is killed.
      response.socket?.destroySoon();
    },
    fail: async ({ message, status }) => {
      const line = JSON.stringify({ error: message });
      if (!response.headersSent) return sendText(line, { status, type: jsonType });
      await sendLine(line);
      end();
    },
  };
}

/** Tells an end that the stand-in chose (`finish`) from a client that left. */
function watchConnection(record: RecordedRequest, options: ExchangeOptions) {
  const { response, log, now } = options;
  const controller = new AbortController();
  let isFinished = false;

  response.on('close', () => {
    if (!isFinished && !options.isStopping()) record.closedByClientAt = now();
    record.endedAt ??= now();
    controller.abort();
    log.notify();
  });

  const finish = () => {
    isFinished = true;
    record.endedAt ??= now();
    record.status ??= response.statusCode;
    log.notify();
  };
  return { signal: controller.signal, finish };
}

function recordOf({ request, body, startedAt }: ExchangeOptions): RecordedRequest {
  return {
    method: request.method ?? 'GET',
    path: (request.url ?? '/').split('?', 1)[0] ?? '/',
    headers: request.headers,
    body,
    startedAt,
    slotAt: undefined,
    firstTokenAt: undefined,
    tokenTimes: [],
    endedAt: undefined,
    closedByClientAt: undefined,
    status: undefined,
    tokensSent: 0,
  };
}
