// Fetches a file, as much of it as may be.

export type Download =
  | { type: 'bytes'; bytes: Uint8Array }
  /** There is more of it than may be. */
  | { type: 'too-large' }
  | { type: 'unreachable'; cause: unknown };

export interface DownloadOptions {
  signal: AbortSignal;
  /** How many bytes it may have, judged by how it begins. */
  limitOf: (head: Uint8Array) => number;
}

/** The first so many bytes decide about the limit. */
const headBytes = 64;

/** Rejects only when it is aborted. */
export async function download(
  url: string,
  { signal, limitOf }: DownloadOptions,
): Promise<Download> {
  try {
    // A redirect could lead anywhere, into the host's own network too.
    const response = await fetch(url, { redirect: 'error', signal });
    if (response.ok && response.body) return await read(response.body, limitOf);
    await response.body?.cancel();
    return { type: 'unreachable', cause: new Error(`status ${response.status}`) };
  } catch (cause) {
    signal.throwIfAborted();
    return { type: 'unreachable', cause };
  }
}

/** The size that was told is not looked at: bytes are counted as they come. To leave the loop ends the request. */
async function read(
  body: AsyncIterable<Uint8Array>,
  limitOf: DownloadOptions['limitOf'],
): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let limit = 0;
  for await (const chunk of body) {
    if (size < headBytes) limit = limitOf(Buffer.concat([...chunks, chunk]));
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) return { type: 'too-large' };
  }
  return { type: 'bytes', bytes: Buffer.concat(chunks) };
}
