// A file on a person's own machine, and how Discord sees it when they add it.
import { extname } from 'node:path';
import { attachmentPayload } from '../files/attachment-payload.ts';
import type { Attachment, FileStore } from '../files/file-store.ts';
import type { UploadedFile } from '../http/body.ts';
import type { Channel } from '../world/entities.ts';

export interface PersonFile {
  name: string;
  content: Buffer | string;
  /** Default: what Discord says of such a name; it does not look inside. */
  contentType?: string;
  description?: string;
}

export function uploaded({ name, content, contentType }: PersonFile): UploadedFile {
  return {
    name,
    content: Buffer.from(content),
    contentType: contentType ?? contentTypes[extname(name).toLowerCase()] ?? '',
  };
}

/** Files that go along with a command or a form. */
export interface Uploads {
  /** Gives the id that stands for the file. */
  upload(file: PersonFile): string;
  /** What the ids mean. */
  resolved(): { attachments?: Record<string, object> };
}

export function uploadsOf({ files }: { files: FileStore }, channel: Channel): Uploads {
  const added: Attachment[] = [];
  return {
    upload({ description, ...file }) {
      const place = { channel, description, isEphemeral: true };
      const stored = files.store(uploaded(file), place);
      added.push(stored);
      return stored.id;
    },
    resolved() {
      if (added.length === 0) return {};
      const entries = added.map((file) => [file.id, attachmentPayload(file, files)] as const);
      return { attachments: Object.fromEntries(entries) };
    },
  };
}

const contentTypes: Partial<Record<string, string>> = {
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
};
