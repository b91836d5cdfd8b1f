// What reads the files of people, for commands and messages.
import { createReadAttachments, type ReadAttachments } from '../attachments/read-attachments.ts';
import type { DiscordConfig } from '../config.ts';
import type { Logger } from '../log.ts';

export interface AttachmentPartsOptions {
  discord: DiscordConfig;
  log: Logger;
}

export interface AttachmentParts {
  readAttachments: ReadAttachments;
}

export function createAttachmentParts({ discord, log }: AttachmentPartsOptions): AttachmentParts {
  return { readAttachments: createReadAttachments({ cdnUrl: discord.cdnUrl, log }) };
}
