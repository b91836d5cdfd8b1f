// Makes what people attach readable for a model: text and code as text, pictures as bytes, and a reason for the rest.
import type { TextFile } from '../conversations/turn.ts';
import type { ErrorCode } from '../errors.ts';
import type { Logger } from '../log.ts';
import { attachmentBounds as bounds, type Attachment } from './attachment.ts';
import { download } from './download.ts';
import { createIsFileAddress } from './file-hosts.ts';
import { createFewAtATime } from './few-at-a-time.ts';
import { isHopeless, isPicture } from './file-kind.ts';
import { readText } from './read-text.ts';
import { safeName } from './safe-name.ts';

interface ReadFiles {
  type: 'read';
  /** In the order of the attachments, as are the pictures. */
  files: TextFile[];
  pictures: Uint8Array[];
}

interface FileRefusal {
  type: 'refused';
  code: ErrorCode;
  /** The name of the file, made safe. */
  detail?: string;
}

export type AttachmentsOutcome = ReadFiles | FileRefusal;

/** All or none. Rejects with the signal's reason only: whatever a file is, or becomes of it, is told by the outcome. */
export type ReadAttachments = (
  attachments: readonly Attachment[],
  options?: { signal?: AbortSignal },
) => Promise<AttachmentsOutcome>;

export interface ReadAttachmentsOptions {
  /** In the place of Discord's hosts. */
  cdnUrl: string | undefined;
  log: Logger;
  /** For all files of a question together, with the wait for those of others. */
  limitMs?: number;
  /** The files of so many questions are fetched at a time: each takes up to 20 MB of memory. */
  maxQuestions?: number;
}

export function createReadAttachments({
  cdnUrl,
  log,
  limitMs = 10_000,
  maxQuestions = 4,
}: ReadAttachmentsOptions): ReadAttachments {
  const isFileAddress = createIsFileAddress(cdnUrl);
  const fewAtATime = createFewAtATime(maxQuestions);

  function unreachable(name: string, cause: unknown): FileRefusal {
    log.warn({ err: cause }, 'file-unreachable');
    return refuse('FILE_UNREACHABLE', name);
  }

  async function fetchBytes(
    { name, url }: Attachment,
    signal: AbortSignal,
  ): Promise<Uint8Array | FileRefusal> {
    if (!isFileAddress(url)) return unreachable(name, new Error('not a host of files'));
    const fetched = await download(url, { signal, limitOf: mostBytes });
    switch (fetched.type) {
      case 'bytes':
        return fetched.bytes;
      case 'too-large':
        return refuse('FILE_TOO_LARGE', name);
      case 'unreachable':
        return unreachable(name, fetched.cause);
      default:
        return fetched satisfies never;
    }
  }

  /** One after the other, so that no more is held than may be kept. */
  async function readAll(
    attachments: readonly Attachment[],
    signal: AbortSignal,
  ): Promise<AttachmentsOutcome> {
    const read: ReadFiles = { type: 'read', files: [], pictures: [] };
    let textBytes = 0;
    for (const attachment of attachments) {
      const bytes = await fetchBytes(attachment, signal);
      if (!(bytes instanceof Uint8Array)) return bytes;
      if (isPicture(bytes)) read.pictures.push(bytes);
      else {
        textBytes += bytes.length;
        const content = readText(bytes);
        if (content === undefined) return refuse('FILE_NOT_TEXT', attachment.name);
        read.files.push({ name: safeName(attachment.name), content });
      }
      const refusal = refuseSum(read, textBytes);
      if (refusal) return refusal;
    }
    return read;
  }

  return async (attachments, { signal } = {}) => {
    const refusal = refuseUnread(attachments);
    if (refusal) return refusal;
    const limit = AbortSignal.timeout(limitMs);
    const either = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      return await fewAtATime(() => readAll(attachments, either), either);
    } catch (error) {
      signal?.throwIfAborted();
      if (limit.aborted) log.warn({ limitMs }, 'files-too-slow');
      else throw error;
      return { type: 'refused', code: 'FILES_TOO_SLOW' };
    }
  };
}

/** What needs no download. */
function refuseUnread(attachments: readonly Attachment[]): FileRefusal | undefined {
  if (attachments.length > bounds.texts + bounds.pictures) return refuse('FILES_TOO_MANY');
  for (const { name, size, contentType } of attachments) {
    if (isHopeless(contentType)) return refuse('FILE_UNSUPPORTED', name);
    if (size > bounds.pictureBytes) return refuse('FILE_TOO_LARGE', name);
  }
  return undefined;
}

function refuseSum({ files, pictures }: ReadFiles, textBytes: number): FileRefusal | undefined {
  const isTooMany = files.length > bounds.texts || pictures.length > bounds.pictures;
  if (isTooMany) return refuse('FILES_TOO_MANY');
  return textBytes > bounds.allTextBytes ? refuse('FILES_TOO_LARGE') : undefined;
}

function mostBytes(head: Uint8Array): number {
  return isPicture(head) ? bounds.pictureBytes : bounds.textBytes;
}

function refuse(code: ErrorCode, name?: string): FileRefusal {
  return { type: 'refused', code, ...(name !== undefined && { detail: safeName(name) }) };
}
