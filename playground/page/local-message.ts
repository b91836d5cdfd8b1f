// Messages of the local Discord as the page takes them.
import { ApplicationCommandOptionType, MessageFlags } from 'discord-api-types/v10';
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
      text: previewOf(reference.message),
    },
    createdAt: message.createdAt,
    isEdited: isEdited(message, version),
    flags: version.flags,
    content: version.content,
    components: version.components,
    files: version.attachments,
  };
}

/** Of what components show, Discord gives no preview. */
function previewOf({ current: { content } }: LocalMessage): string {
  return content === '' ? 'Click to see attachment' : content.replaceAll('\n', ' ');
}

/** The first words after "is thinking" are no edit. */
function isEdited({ versions }: LocalMessage, version: MessageVersion): boolean {
  const before = versions.slice(0, versions.indexOf(version));
  return before.some(({ flags }) => (flags & MessageFlags.Loading) === 0);
}

/** With its subcommand, if it has one. */
function nameOf(data: object): string {
  const name = 'name' in data && typeof data.name === 'string' ? data.name : '';
  const options: readonly unknown[] =
    'options' in data && Array.isArray(data.options) ? data.options : [];
  const subcommand = options.find(isSubcommand);
  return subcommand ? `${name} ${nameOf(subcommand)}` : name;
}

function isSubcommand(option: unknown): option is object {
  if (typeof option !== 'object' || option === null || !('type' in option)) return false;
  return option.type === ApplicationCommandOptionType.Subcommand;
}
