// Messages of the local Discord as the page takes them.
import { MessageFlags } from 'discord-api-types/v10';
import type { Interaction, LocalMessage, MessageVersion } from '../local-discord/index.ts';
import type { PageMessage } from './message.ts';

export interface LocalMessageOptions {
  /** The command that the message is the response to; most messages have none. */
  command: Interaction | undefined;
  /** By default as it is now. */
  version?: MessageVersion;
}

export function toPageMessage(message: LocalMessage, options: LocalMessageOptions): PageMessage {
  const { command, version = message.current } = options;
  const { author, reference } = message;
  return {
    author: { id: author.id, name: author.name, isBot: author.isBot },
    command: command && { userName: command.user.name, name: nameOf(command.data) },
    repliesTo: reference && {
      authorName: reference.message.author.name,
      text: reference.message.text.replaceAll('\n', ' '),
    },
    createdAt: message.createdAt,
    isEdited: isEdited(message, version),
    flags: version.flags,
    content: version.content,
    components: version.components,
    files: version.attachments,
  };
}

/** The first words after "is thinking" are no edit. */
function isEdited({ versions }: LocalMessage, version: MessageVersion): boolean {
  const before = versions.slice(0, versions.indexOf(version));
  return before.some(({ flags }) => (flags & MessageFlags.Loading) === 0);
}

function nameOf(data: object): string {
  return 'name' in data && typeof data.name === 'string' ? data.name : '';
}
