// How a file looks on the wire.
import type { Attachment, FileStore } from './file-store.ts';

export function attachmentPayload(file: Attachment, { addressOf }: Pick<FileStore, 'addressOf'>) {
  const url = addressOf(file);
  return {
    id: file.id,
    filename: file.name,
    size: file.content.length,
    ...(file.contentType !== '' && { content_type: file.contentType }),
    url,
    proxy_url: url,
    ...(file.description !== undefined && { description: file.description }),
    ...(file.isEphemeral && { ephemeral: true }),
  };
}
