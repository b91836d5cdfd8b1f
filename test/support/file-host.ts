// A host of files that does with each request what a test wants.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Attachment } from '../../src/attachments/attachment.ts';

export interface FileHost {
  url: string;
  /** Paths, in the order in which they came. */
  readonly requests: readonly string[];
  /** Gives the attachment, as Discord would tell of it. */
  serve(content: Uint8Array | string, told?: Partial<Attachment>): Attachment;
  serveBy(answer: (response: ServerResponse) => void, told?: Partial<Attachment>): Attachment;
}

export async function openFileHost(): Promise<FileHost> {
  const answers: ((response: ServerResponse) => void)[] = [];
  const requests: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    requests.push(url);
    answers[Number(url.slice('/attachments/'.length))]?.(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;

  const serveBy: FileHost['serveBy'] = (answer, told = {}) => {
    const place = answers.push(answer) - 1;
    return {
      name: 'a.txt',
      size: 1,
      contentType: null,
      url: `${url}/attachments/${place}`,
      ...told,
    };
  };
  return {
    url,
    requests,
    serveBy,
    serve: (content, told) =>
      serveBy((response) => void response.end(content), {
        size: Buffer.byteLength(content),
        ...told,
      }),
  };
}
