// Writes NDJSON to a response, one line at a time, no faster than the client reads.
import type { ServerResponse } from 'node:http';
import { ClientLeft } from './pause.ts';

export interface LineOptions {
  /** In two TCP writes, cut inside a multibyte character where the line has one. */
  splitsCharacters?: boolean;
}

/** Resolves when more may be written. @throws ClientLeft when the connection is gone */
export async function writeLine(
  response: ServerResponse,
  line: string,
  { splitsCharacters = false }: LineOptions = {},
): Promise<void> {
  if (response.destroyed) throw new ClientLeft();
  const bytes = Buffer.from(`${line}\n`);
  const cut = splitsCharacters ? cutInsideCharacter(bytes) : 0;
  if (cut > 0) await writeApart(response, bytes.subarray(0, cut));
  if (!response.write(bytes.subarray(cut))) await drained(response);
}

/** Just after the first byte of the first multibyte character; 0 where there is none. */
function cutInsideCharacter(bytes: Uint8Array): number {
  return bytes.findIndex((byte) => byte >= 0xc0) + 1;
}

/** Writes a piece so that what follows leaves in a packet of its own. */
async function writeApart(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write(bytes, () => resolve());
  });
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
  });
}
