// Messages that Discord itself writes: they take neither replies nor threads.
import { MessageType } from 'discord-api-types/v10';
import type { LocalMessage } from './message.ts';

/** What people and commands write. */
const written: ReadonlySet<MessageType> = new Set([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

export function isSystem({ type }: LocalMessage): boolean {
  return !written.has(type);
}
