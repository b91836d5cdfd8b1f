// From a frame to what Discord's message endpoints take.
import type { RawFile } from '@discordjs/rest';
import { MessageFlags, type RESTPatchAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { Frame, FrameFile } from '../rendering/frame.ts';

/** A file that a message holds already, as Discord reported it. */
export interface KeptFile {
  id: string;
  file: FrameFile;
}

export interface MessageBody {
  body: RESTPatchAPIChannelMessageJSONBody & { flags: number };
  files: RawFile[];
}

/**
 * Nobody is pinged, no link unfurls, and exactly the frame's files are attached: those in `kept` stay as they are,
 * the others are uploaded.
 */
export function toMessageBody(frame: Frame, kept: readonly KeptFile[]): MessageBody {
  const stays = kept.filter(({ file }) => frame.files.some((wanted) => isSameFile(wanted, file)));
  const uploads = frame.files.filter(
    (wanted) => !kept.some(({ file }) => isSameFile(wanted, file)),
  );
  return {
    body: {
      flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
      allowed_mentions: { parse: [] },
      components: frame.components,
      attachments: [
        ...stays.map(({ id, file }) => ({ id, filename: file.name })),
        ...uploads.map(({ name }, index) => ({ id: String(index), filename: name })),
      ],
    },
    files: uploads.map(({ name, content }, index) => ({
      key: `files[${index}]`,
      name,
      data: content,
      contentType: contentTypeOf(name),
    })),
  };
}

const contentTypes = new Map([
  ['png', 'image/png'],
  ['md', 'text/markdown; charset=utf-8'],
]);

function contentTypeOf(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return contentTypes.get(extension) ?? 'text/plain; charset=utf-8';
}

function isSameFile(one: FrameFile, other: FrameFile): boolean {
  if (one.name !== other.name) return false;
  // A picture is named after what it shows.
  return typeof one.content !== 'string' || one.content === other.content;
}
