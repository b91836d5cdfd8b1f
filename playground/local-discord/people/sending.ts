// A message of a person on its way into a channel: what the client lets through, and what it becomes.
import { ChannelType, MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { codePoints } from '../form.ts';
import { emptyDraft } from '../messages/draft.ts';
import type { MessageDraft } from '../messages/draft.ts';
import { pingsOf } from '../messages/mentions.ts';
import type { LocalMessage } from '../messages/message.ts';
import type { Channel, User } from '../world/entities.ts';
import { has, permissionsIn } from '../world/permissions.ts';
import { NotPossible } from './not-possible.ts';
import type { PersonOptions } from './person.ts';
import { uploaded } from './person-file.ts';
import type { PersonFile } from './person-file.ts';

export interface WriteOptions {
  repliesTo?: LocalMessage;
  /** The reply pings the author of `repliesTo`; on by default, as in the client. */
  pings?: boolean;
  files?: readonly PersonFile[];
}

export type Send = (
  channel: Channel,
  text: string,
  /** `id`: of a post's first message, the post's own. */
  options?: WriteOptions & { id?: string },
) => LocalMessage;

const maxCodePoints = 2_000;
const maxFiles = 10;
const { AttachFiles, ManageThreads, MentionEveryone } = PermissionFlagsBits;
const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;

/** Throws NotPossible where the client would not send. */
export function createSend(options: PersonOptions): Send {
  const { user, messages, files: store, threads } = options;

  const attach = (channel: Channel, files: readonly PersonFile[]): MessageDraft['attachments'] =>
    files.map((file) => ({
      ...store.store(uploaded(file), { channel, description: file.description }),
      isShown: true,
    }));

  return (channel, text, { repliesTo, pings: isPing = true, files = [], ...rest } = {}) => {
    demandWriting(channel, { user, files });
    checkText(text, files.length);
    threads.enter(channel, user);
    const attachments = attach(channel, files);
    const pings = pingsIn({ channel, user, text });
    return messages.create({
      ...rest,
      channel,
      author: user,
      route: 'person',
      type: repliesTo ? MessageType.Reply : MessageType.Default,
      reference: repliesTo && { message: repliesTo, isPing },
      draft: { ...emptyDraft, content: text, attachments, pings },
    });
  };
}

/** Whom a person's text mentions with effect. */
export function pingsIn(written: { channel: Channel; user: User; text: string }): string[] {
  return pingsOf({
    texts: [written.text],
    allowed: undefined,
    source: 'channel',
    canMentionEveryone: has(permissionsIn(written.channel, written.user), MentionEveryone),
    repliedUserId: undefined,
  });
}

export function checkText(text: string, fileCount: number): void {
  if (codePoints(text) > maxCodePoints) throw new NotPossible('longer than 2,000 characters');
  if (fileCount > maxFiles) throw new NotPossible('more than ten files');
  if (text.trim() === '' && fileCount === 0) throw new NotPossible('an empty message');
}

function demandWriting(
  channel: Channel,
  { user, files }: { user: User; files: readonly PersonFile[] },
): void {
  const held = permissionsIn(channel, user);
  const { thread, type } = channel;
  if (type === ChannelType.GuildForum) throw new NotPossible('a forum takes posts only');
  if (!has(held, thread ? SendMessagesInThreads : SendMessages))
    throw new NotPossible(`${user.name} may not write there`);
  if (thread?.isLocked && !has(held, ManageThreads)) throw new NotPossible('the thread is locked');
  if (files.length > 0 && !has(held, AttachFiles))
    throw new NotPossible(`${user.name} may not add files there`);
}
