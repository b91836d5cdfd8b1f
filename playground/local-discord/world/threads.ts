// Threads as they come into being: of the bot or of a person, on a message or on their own, and posts of a forum.
import { ChannelType, MessageType } from 'discord-api-types/v10';
import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import { emptyDraft } from '../messages/draft.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { LocalMessage } from '../messages/message.ts';
import type { Channel, User } from './entities.ts';
import type { World } from './world.ts';

export interface Threads {
  open(thread: NewThread): Channel;
  /** Who writes in a thread is in it, and wakes it. Of another channel nothing happens. */
  enter(channel: Channel, user: User): void;
}

export interface NewThread {
  parent: Channel;
  type: ChannelType.PublicThread | ChannelType.PrivateThread;
  name: string;
  owner: User;
  archiveMinutes?: number | undefined;
  /** The message that it hangs on, and whose id it has. */
  message?: LocalMessage | undefined;
}

export interface ThreadsOptions {
  clock: Clock;
  changes: Changes;
  world: World;
  messages: MessageStore;
}

const defaultArchiveMinutes = 4320;

export function createThreads({ clock, changes, world, messages }: ThreadsOptions): Threads {
  /** Discord's own system message: in the thread when it hangs on a message, else in the channel. */
  const tell = (channel: Channel, { parent, owner, message }: NewThread) => {
    if (parent.type === ChannelType.GuildForum) return;
    messages.create({
      channel: message ? channel : parent,
      author: owner,
      route: 'system',
      type: message ? MessageType.ThreadStarterMessage : MessageType.ThreadCreated,
      reference: message && { message, isPing: false },
      draft: { ...emptyDraft, content: message ? '' : channel.name },
    });
  };

  return {
    open(thread) {
      const { parent, type, name, owner, message } = thread;
      const channel = world.addChannel({
        type,
        name,
        parent,
        ...(parent.guild && { guild: parent.guild }),
        ...(message && { id: message.id }),
        thread: {
          ownerId: owner.id,
          memberIds: new Set([owner.id]),
          isArchived: false,
          isLocked: false,
          archiveMinutes: thread.archiveMinutes ?? defaultArchiveMinutes,
          changedAt: clock.now(),
        },
      });
      changes.announce({ type: 'thread-create', channel });
      if (message) changes.announce({ type: 'message-thread', message });
      tell(channel, thread);
      return channel;
    },
    enter(channel, user) {
      const { thread } = channel;
      if (!thread) return;
      thread.memberIds.add(user.id);
      if (!thread.isArchived) return;
      thread.isArchived = false;
      changes.announce({ type: 'channel-update', channel });
    },
  };
}
