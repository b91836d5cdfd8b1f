// How a file leaves: whole, with its length told, or with the fault that a test asked for.
import type { ServerResponse } from 'node:http';
import type { ApiResult } from './router.ts';

type FileResult = Extract<ApiResult, { type: 'file' }>;

export function sendFile(response: ServerResponse, { content, contentType, fault }: FileResult) {
  const type = { 'Content-Type': contentType || 'application/octet-stream' };
  const whole = { ...type, 'Content-Length': content.length };
  if (!fault) {
    response.writeHead(200, whole).end(content);
    return;
  }
  switch (fault.type) {
    case 'lengthen':
      response.writeHead(200, type).write(content);
      response.end(Buffer.alloc(fault.bytes, 'x'));
      return;
    case 'cut':
      response.writeHead(200, whole).write(content.subarray(0, fault.afterBytes), () => {
        if (fault.ending === 'drop') response.destroy();
      });
      return;
    default:
      fault satisfies never;
  }
}
