// The message that somebody wants to ask about, as the bot sees it in its menu, or where a question replies to it.
import {
  ComponentType,
  cleanContent,
  type APIMessage,
  type Message,
  type MessageSnapshot,
} from 'discord.js';
import type { Attachment } from '../attachments/attachment.ts';
import type { Subject, TextFile } from '../conversations/turn.ts';
import { attachmentsOf } from './attachments-of.ts';
import { displayName } from './display-name.ts';
import { shownAnswer } from './messages/shown-answer.ts';

export interface AskedAbout {
  messageId: string;
  /** Of a forwarded message, whoever has passed it on. */
  author: Subject['author'];
  isForwarded: boolean;
  /** As Markdown, with names in the place of mentions. */
  text: string;
  attachments: Attachment[];
  /** The bot's own: then its turn may be known. */
  isOwn: boolean;
}

export function describeAskedAbout(message: Message, botId: string): AskedAbout {
  const { id: messageId, author, member } = message;
  // A forwarded message stands in the one that forwards it, without its author: Discord keeps that to itself.
  const forwarded = message.messageSnapshots.first();
  const shown = forwarded ?? message;
  const isOwn = !forwarded && author.id === botId;
  return {
    messageId,
    author: { id: author.id, name: displayName({ member, user: author }) },
    isForwarded: forwarded !== undefined,
    text: isOwn ? shownAnswer([pageOf(message)]) : othersText(shown, message),
    attachments: isOwn ? [] : attachmentsOf(shown),
    isOwn,
  };
}

export function isEmpty({ text, attachments }: AskedAbout): boolean {
  return text.trim() === '' && attachments.length === 0;
}

export function toSubject(
  { author, isForwarded, text }: Pick<AskedAbout, 'author' | 'isForwarded' | 'text'>,
  files: readonly TextFile[],
): Subject {
  return { author, text, ...(isForwarded && { isForwarded }), ...(files.length > 0 && { files }) };
}

/** Programs write in embeds and components as well. */
function othersText(shown: Message | MessageSnapshot, message: Message): string {
  const { content, embeds } = shown;
  const { channel } = message as Omit<Message, 'channel'> & {
    /** Missing where the bot is not: discord.js leaves that out of its types. */
    channel: Message['channel'] | null;
  };
  const written = channel ? cleanContent(content, channel) : content;
  const embedded = embeds.flatMap(({ title, description }) => [title, description]);
  const built = textsOf(pageOf(shown).components ?? []);
  return [written, ...embedded, ...built].filter(Boolean).join('\n\n');
}

type Components = NonNullable<APIMessage['components']>;

function pageOf({ components }: Message | MessageSnapshot): Pick<APIMessage, 'components'> {
  return { components: components.map((component) => component.toJSON()) };
}

function textsOf(components: Components): string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay) return [component.content];
    return component.type === ComponentType.Container ? textsOf(component.components) : [];
  });
}
