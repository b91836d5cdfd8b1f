// How a message looks on the wire, and when its text is withheld (facts, section 5).
import { MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import type { Interaction } from '../interactions/interaction.ts';
import { channelPayload, userPayload } from '../payloads.ts';
import type { User } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { mediaReferences } from './component-rules.ts';
import { mentionedUserIds } from './mentions.ts';
import type { AttachmentShown, LocalMessage } from './message.ts';

export interface MessagePayloads {
  /** `hasContentIntent`: MESSAGE_CONTENT is granted. Without it most messages of people arrive blank. */
  message(message: LocalMessage, options: { hasContentIntent: boolean }): object;
}

export interface MessagePayloadsOptions {
  world: World;
  interaction(id: string): Interaction | undefined;
}

export function createMessagePayloads(options: MessagePayloadsOptions): MessagePayloads {
  const { world } = options;
  const { bot } = world.application;

  const mentions = (message: LocalMessage): User[] => {
    const ids = mentionedUserIds(message.text);
    const { reference } = message;
    if (reference?.isPing) ids.push(reference.message.author.id);
    return [...new Set(ids)].flatMap((id) => world.users.get(id) ?? []);
  };
  const isReadable = (message: LocalMessage) =>
    message.author === bot || !message.channel.guild || isForBot(message, bot);

  const body = (message: LocalMessage) => {
    const { content, embeds } = message.current;
    return {
      content,
      embeds: embeds.map((embed) => ({ type: 'rich', ...embed })),
      attachments: looseAttachments(message).map(attachmentPayload),
      components: componentsPayload(message),
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

  return {
    message(message, { hasContentIntent }) {
      const thread = world.channels.get(message.id);
      const blank = { content: '', embeds: [], attachments: [], components: [] };
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
        mention_roles: [],
        pinned: false,
        flags: message.flags | (thread ? MessageFlags.HasThread : 0),
        ...(hasContentIntent || isReadable(message) ? body(message) : blank),
        ...(message.nonce !== undefined && { nonce: message.nonce }),
        ...(message.reference && referenceFields(message.reference.message)),
        ...(thread && { thread: channelPayload(thread) }),
        ...origin(message),
      };
    },
  };
}

/**
 * A mention of the bot, or a reply with ping to a message that it sent as a regular one: not to an interaction
 * response.
 */
function isForBot(message: LocalMessage, bot: User): boolean {
  if (mentionedUserIds(message.text).includes(bot.id)) return true;
  const { reference } = message;
  if (!reference?.isPing || reference.message.author !== bot) return false;
  return reference.message.interactionId === undefined;
}

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

function attachmentPayload(attachment: AttachmentShown) {
  return {
    id: attachment.id,
    filename: attachment.name,
    size: attachment.content.length,
    content_type: attachment.contentType,
    url: attachment.url,
    proxy_url: attachment.url,
    ...(attachment.description !== undefined && { description: attachment.description }),
  };
}

/** A file that a component shows stands in that component alone (T:discord/discord-api-docs#8277, D:resources/message). */
function looseAttachments({ current }: LocalMessage): AttachmentShown[] {
  const used = new Set(mediaReferences(current.components).map(({ url }) => url));
  return current.attachments.filter(({ name }) => !used.has(addressIn(name)));
}

/** Discord gives every component an id, and says what `attachment://` stands for (T:discord/discord-api-docs#7611). */
function componentsPayload(message: LocalMessage): unknown {
  const files = new Map(message.attachments.map((file) => [addressIn(file.name), file]));
  let nextId = 0;
  const resolved = JSON.stringify(message.current.components, (_key, value: unknown) => {
    if (isComponent(value)) return { id: (nextId += 1), ...value };
    const file = isMedia(value) ? files.get(value.url) : undefined;
    return file ? mediaPayload(file) : value;
  });
  return JSON.parse(resolved);
}

const addressIn = (name: string): string => `attachment://${name}`;

function mediaPayload({ id, url, contentType }: AttachmentShown) {
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
