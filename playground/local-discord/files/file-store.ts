// Every file that was uploaded, and the signed addresses by which Discord's CDN gives it out.
import { createHmac, randomBytes } from 'node:crypto';
import { refuse } from '../api-error.ts';
import type { Clock } from '../clock.ts';
import type { UploadedFile } from '../http/body.ts';
import { cleanFileName } from '../messages/file-name.ts';
import type { Snowflakes } from '../snowflakes.ts';
import type { Channel } from '../world/entities.ts';

export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** Empty when Discord knows none. */
  readonly contentType: string;
  readonly content: Buffer;
  readonly description: string | undefined;
  /** Came with a command or a form, not with a message. */
  readonly isEphemeral: boolean;
  /** Of its address, without the signature that opens it. */
  readonly path: string;
}

export interface FileStore {
  store(file: UploadedFile, place: FilePlace): Attachment;
  /** Signed anew with every asking, as every payload of Discord's is; opens the file for a day. */
  addressOf(file: Attachment): string;
  /** 404 without a signature, when that ran out, and when the file's message was deleted. */
  open(request: { id: string; query: URLSearchParams }): Attachment;
  remove(files: readonly Attachment[]): void;
  /** Where files are served from, without a slash at the end; known only when something listens. */
  serveFrom(baseUrl: () => string): void;
}

export interface FilePlace {
  channel: Channel;
  description?: string | undefined;
  isEphemeral?: boolean;
}

/** D:reference, "Signed Attachment CDN URLs". */
const addressLifeMs = 24 * 60 * 60_000;

export function createFileStore(options: { clock: Clock; snowflakes: Snowflakes }): FileStore {
  const { clock, snowflakes } = options;
  const files = new Map<string, Attachment>();
  const secret = randomBytes(32);
  let baseUrl = () => '';

  const sign = (path: string, { ex, is }: { ex: string; is: string }) =>
    createHmac('sha256', secret).update(`${path} ${ex} ${is}`).digest('hex');
  const isOpenedBy = (file: Attachment, query: URLSearchParams) => {
    const ex = query.get('ex') ?? '';
    const isSigned = query.get('hm') === sign(file.path, { ex, is: query.get('is') ?? '' });
    return isSigned && clock.now() < Number.parseInt(ex, 16) * 1_000;
  };

  return {
    store({ contentType, content, ...file }, { channel, description, isEphemeral = false }) {
      const id = snowflakes.next();
      const name = cleanFileName(file.name);
      const root = isEphemeral ? 'ephemeral-attachments' : 'attachments';
      const path = `/${root}/${channel.id}/${id}/${name}`;
      const stored = { id, name, contentType, content, description, isEphemeral, path };
      files.set(id, stored);
      return stored;
    },
    addressOf({ path }) {
      const now = clock.now();
      const times = { ex: hexSeconds(now + addressLifeMs), is: hexSeconds(now) };
      const query = new URLSearchParams({ ...times, hm: sign(path, times) });
      return `${baseUrl()}${path}?${query.toString()}`;
    },
    open({ id, query }) {
      const file = files.get(id);
      if (!file || !isOpenedBy(file, query)) throw refuse('NOT_FOUND');
      return file;
    },
    remove(lost) {
      for (const { id } of lost) files.delete(id);
    },
    serveFrom(source) {
      baseUrl = source;
    },
  };
}

const hexSeconds = (ms: number): string => Math.floor(ms / 1_000).toString(16);
