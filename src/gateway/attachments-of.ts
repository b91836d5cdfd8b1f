// The files of a message, or of a command's option, in the words of `attachments/`.
import type { Attachment as DiscordAttachment } from 'discord.js';
import type { Attachment } from '../attachments/attachment.ts';

export function toAttachment({ name, size, contentType, url }: DiscordAttachment): Attachment {
  return { name, size, contentType, url };
}

export function attachmentsOf({
  attachments,
}: {
  attachments: ReadonlyMap<string, DiscordAttachment>;
}): Attachment[] {
  return [...attachments.values()].map(toAttachment);
}
