// All messages, deleted ones included; their files go with them. Every change is announced.
import type { MessageType } from 'discord-api-types/v10';
import { refuse } from '../api-error.ts';
import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Snowflakes } from '../snowflakes.ts';
import type { Channel, User } from '../world/entities.ts';
import type { MessageDraft } from './draft.ts';
import { createMessage } from './message.ts';
import type { LocalMessage, MessageRecord, MessageReference, MessageVersion } from './message.ts';

/** "The past few minutes" in which a nonce is remembered (facts, section 3). */
const nonceMemoryMs = 5 * 60_000;

export interface CreateMessage {
  channel: Channel;
  author: User;
  /** Of a post's first message: the post's own. */
  id?: string;
  draft: MessageDraft;
  route: MessageVersion['route'];
  type?: MessageType;
  onlyFor?: User | undefined;
  interactionId?: string | undefined;
  nonce?: string | number | undefined;
  reference?: MessageReference | undefined;
}

export interface MessageStore {
  create(options: CreateMessage): LocalMessage;
  edit(message: LocalMessage, draft: MessageDraft, route: MessageVersion['route']): void;
  remove(message: LocalMessage): void;
  /** Of one channel, in one go: MESSAGE_DELETE_BULK. */
  removeTogether(channel: Channel, messages: readonly LocalMessage[]): void;
  /** They go with their channel, of which Discord tells instead of them. */
  removeAll(channel: Channel): void;
  /** The message, if it was not deleted and everyone may see it; 10008 otherwise. */
  visible(channel: Channel, id: string): LocalMessage;
  find(id: string): LocalMessage | undefined;
  /** All of a channel, oldest first, deleted and ephemeral ones included. */
  inChannel(channel: Channel): readonly LocalMessage[];
  all(): readonly LocalMessage[];
  findByNonce(author: User, nonce: string | number): LocalMessage | undefined;
}

export interface MessageStoreOptions {
  clock: Clock;
  snowflakes: Snowflakes;
  changes: Changes;
  files: FileStore;
}

export function createMessageStore(options: MessageStoreOptions): MessageStore {
  const { clock, snowflakes, changes } = options;
  const records = new Map<string, MessageRecord>();
  const byChannel = new Map<string, MessageRecord[]>();
  const byNonce = new Map<string, MessageRecord>();

  const record = (message: LocalMessage): MessageRecord => {
    const found = records.get(message.id);
    if (!found) throw new Error(`message ${message.id} is not of this Discord`);
    return found;
  };

  const drop = (message: MessageRecord) => {
    message.markDeleted(clock.now());
    options.files.remove(message.attachments);
  };

  return {
    create({ draft, route, ...rest }) {
      const version: MessageVersion = { at: clock.now(), route, ...draft };
      const message = createMessage({ id: snowflakes.next(), ...rest, first: version });
      records.set(message.id, message);
      const siblings = byChannel.get(rest.channel.id) ?? [];
      byChannel.set(rest.channel.id, siblings);
      siblings.push(message);
      if (rest.nonce !== undefined) byNonce.set(`${rest.author.id} ${rest.nonce}`, message);
      changes.announce({ type: 'message-create', message, version });
      return message;
    },
    edit(message, draft, route) {
      const version: MessageVersion = { at: clock.now(), route, ...draft };
      record(message).addVersion(version);
      changes.announce({ type: 'message-edit', message, version });
    },
    remove(message) {
      drop(record(message));
      changes.announce({ type: 'message-delete', message });
    },
    removeTogether(channel, removed) {
      for (const message of removed) drop(record(message));
      changes.announce({ type: 'message-delete-bulk', channel, messages: removed });
    },
    removeAll(channel) {
      for (const message of byChannel.get(channel.id) ?? []) drop(message);
    },
    visible(channel, id) {
      const message = records.get(id);
      if (!message || message.isDeleted || message.isEphemeral || message.channel !== channel)
        throw refuse('UNKNOWN_MESSAGE');
      return message;
    },
    find: (id) => records.get(id),
    inChannel: (channel) => byChannel.get(channel.id) ?? [],
    all: () => [...records.values()],
    findByNonce(author, nonce) {
      const known = byNonce.get(`${author.id} ${nonce}`);
      return known && known.createdAt >= clock.now() - nonceMemoryMs ? known : undefined;
    },
  };
}
