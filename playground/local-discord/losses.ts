// What people take away from under a bot: channels, threads, whole servers; and what an outage does.
import type { Assembly } from './assembly.ts';
import type { LocalMessage } from './messages/message.ts';
import type { Channel, Guild } from './world/entities.ts';

export interface Losses {
  /** Or a thread. With a channel its threads go, of which nothing is told (D:topics/threads). */
  deleteChannel(channel: Channel): void;
  /** Somebody closes it; a locked one takes the permission to manage threads to be opened again. */
  archiveThread(thread: Channel, options?: { isLocked?: boolean }): void;
  /** Many messages of one channel in one go, as a moderating bot does it. */
  deleteMessages(channel: Channel, messages: readonly LocalMessage[]): void;
  deleteGuild(guild: Guild): void;
  /** Kicked, or told to leave. */
  removeBot(guild: Guild): void;
  /** An outage of Discord: the server is there, and out of reach. */
  setGuildAvailable(guild: Guild, isAvailable: boolean): void;
}

export function createLosses({
  world,
  messages,
  changes,
  clock,
}: Pick<Assembly, 'world' | 'messages' | 'changes' | 'clock'>): Losses {
  return {
    deleteChannel(channel) {
      for (const lost of world.removeChannel(channel)) messages.removeAll(lost);
      changes.announce({ type: 'channel-delete', channel });
    },
    archiveThread(channel, { isLocked = false } = {}) {
      const { thread } = channel;
      if (!thread) throw new Error(`${channel.name} is no thread`);
      Object.assign(thread, { isArchived: true, isLocked, changedAt: clock.now() });
      changes.announce({ type: 'channel-update', channel });
    },
    deleteMessages: messages.removeTogether,
    deleteGuild(guild) {
      for (const lost of world.removeGuild(guild)) messages.removeAll(lost);
      changes.announce({ type: 'guild-delete', guild });
    },
    removeBot(guild) {
      world.removeBot(guild);
      changes.announce({ type: 'guild-delete', guild });
    },
    setGuildAvailable(guild, isAvailable) {
      guild.isAvailable = isAvailable;
      changes.announce({ type: isAvailable ? 'guild-create' : 'guild-delete', guild });
    },
  };
}
