// How a message looks on the wire.
import { MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import { attachmentPayload } from '../files/attachment-payload.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { channelPayload, userPayload } from '../payloads.ts';
import type { User } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { mediaReferences } from './component-rules.ts';
import { mentionedRoleIds, mentionedUserIds } from './mentions.ts';
import type { AttachmentShown, LocalMessage } from './message.ts';
import { isReadable } from './message-text.ts';

export interface MessagePayloads {
  message(message: LocalMessage, options: Reading): object;
}

export interface Reading {
  /** MESSAGE_CONTENT is granted. Without it most messages of people arrive blank. */
  hasContentIntent: boolean;
  /** A person used it on this very message: its text is never withheld, that of the one it answers is. */
  isHandedOver?: boolean;
}

export interface MessagePayloadsOptions {
  world: World;
  files: FileStore;
  interaction(id: string): Interaction | undefined;
}

export function createMessagePayloads(options: MessagePayloadsOptions): MessagePayloads {
  const { world, files } = options;
  const { bot } = world.application;

  const mentions = (message: LocalMessage): User[] => {
    const ids = mentionedUserIds(message.text);
    const { reference } = message;
    if (reference?.isPing) ids.push(reference.message.author.id);
    return [...new Set(ids)].flatMap((id) => world.users.get(id) ?? []);
  };
  const body = (message: LocalMessage) => {
    const { content, embeds } = message.current;
    return {
      content,
      embeds: embeds.map((embed) => ({ type: 'rich', ...embed })),
      attachments: looseAttachments(message).map((file) => attachmentPayload(file, files)),
      components: componentsPayload(message, files),
    };
  };
  const origin = (message: LocalMessage) => {
    const interaction = options.interaction(message.interactionId ?? '');
    if (!interaction) return {};
    return {
      application_id: world.application.id,
      webhook_id: world.application.id,
      interaction_metadata: {
        id: interaction.id,
        type: interaction.type,
        user: userPayload(interaction.user),
        authorizing_integration_owners: interaction.integrationOwners,
      },
    };
  };

  const threadOf = ({ id, channel }: LocalMessage) => {
    const thread = world.channels.get(id);
    // The first message of a post has its id, too, and stands in it.
    return thread === channel ? undefined : thread;
  };
  const references = (message: LocalMessage, reading: Reading) => {
    const { reference } = message;
    if (!reference) return {};
    const referenced = reference.message.isDeleted ? null : plain(reference.message, reading);
    return { ...referenceFields(reference.message), referenced_message: referenced };
  };
  const rolesIn = ({ channel, text }: LocalMessage) =>
    mentionedRoleIds(text).filter((id) => channel.guild?.roles.has(id));

  /** Without what it refers to. */
  const plain = (message: LocalMessage, { hasContentIntent, isHandedOver = false }: Reading) => {
    const thread = threadOf(message);
    const isShown = hasContentIntent || isHandedOver || isReadable(message, bot);
    return {
      id: message.id,
      type: message.type,
      channel_id: message.channel.id,
      author: userPayload(message.author),
      timestamp: new Date(message.createdAt).toISOString(),
      edited_timestamp: editedAt(message),
      tts: false,
      mention_everyone: message.current.pings.includes('everyone'),
      mentions: mentions(message).map(userPayload),
      mention_roles: rolesIn(message),
      pinned: false,
      flags: message.flags | (thread ? MessageFlags.HasThread : 0),
      ...(isShown ? body(message) : blank),
      ...(message.nonce !== undefined && { nonce: message.nonce }),
      ...(thread && { thread: channelPayload(thread) }),
      ...origin(message),
    };
  };

  return {
    message: (message, reading) => ({
      ...plain(message, reading),
      ...references(message, { hasContentIntent: reading.hasContentIntent }),
    }),
  };
}

const blank = { content: '', embeds: [], attachments: [], components: [] };
function referenceFields(message: LocalMessage) {
  return {
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: message.id,
      channel_id: message.channel.id,
      guild_id: message.channel.guild?.id,
    },
  };
}

function editedAt(message: LocalMessage): string | null {
  return message.versions.length > 1 ? new Date(message.current.at).toISOString() : null;
}

/** A file that a component shows stands in that component alone (T:discord/discord-api-docs#8277, D:resources/message). */
function looseAttachments({ current }: LocalMessage): AttachmentShown[] {
  const used = new Set(mediaReferences(current.components).map(({ url }) => url));
  return current.attachments.filter(({ name }) => !used.has(referenceTo(name)));
}

/** Discord gives every component an id, and says what `attachment://` stands for (T:discord/discord-api-docs#7611). */
function componentsPayload(message: LocalMessage, { addressOf }: FileStore): unknown {
  const files = new Map(message.attachments.map((file) => [referenceTo(file.name), file]));
  let nextId = 0;
  const resolved = JSON.stringify(message.current.components, (_key, value: unknown) => {
    if (isComponent(value)) return { id: (nextId += 1), ...value };
    const file = isMedia(value) ? files.get(value.url) : undefined;
    return file ? mediaPayload(file, addressOf(file)) : value;
  });
  return JSON.parse(resolved);
}

const referenceTo = (name: string): string => `attachment://${name}`;

function mediaPayload({ id, contentType }: AttachmentShown, url: string) {
  return { url, proxy_url: url, content_type: contentType, attachment_id: id };
}

function isMedia(value: unknown): value is { url: string } {
  return (
    typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string'
  );
}

function isComponent(value: unknown): value is { type: number } {
  return typeof value === 'object' && value !== null && 'type' in value;
}
