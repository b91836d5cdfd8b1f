// What the bot may touch: channels it is in, with the permissions it has there.
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { refuse } from '../api-error.ts';
import type { Channel } from './entities.ts';
import { has } from './permissions.ts';
import type { World } from './world.ts';

export interface Access {
  /** 10003 when there is none, 50001 when the bot cannot see it. */
  channel(id: string): Channel;
  /** 50013 when the bot lacks one of the permissions there. */
  demand(channel: Channel, ...permissions: bigint[]): void;
  /** Everything that sending into the channel takes. An archived thread may be sent into: that wakes it. */
  demandSending(channel: Channel): void;
}

const textless: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildCategory,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
]);

export function createAccess({ world }: { world: World }): Access {
  const demand: Access['demand'] = (channel, ...permissions) => {
    const held = world.botPermissions(channel);
    if (!permissions.every((permission) => has(held, permission)))
      throw refuse('MISSING_PERMISSIONS');
  };
  return {
    channel(id) {
      const channel = world.channels.get(id);
      // That a server is out of reach is told in the same words (bsquidwrd/LiveBot#30).
      if (!channel || channel.guild?.isAvailable === false) throw refuse('UNKNOWN_CHANNEL');
      if (world.botPermissions(channel) === 0n) throw refuse('MISSING_ACCESS');
      return channel;
    },
    demand,
    demandSending(channel) {
      if (textless.has(channel.type)) throw refuse('NO_TEXT_CHANNEL');
      const { thread } = channel;
      demand(
        channel,
        thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
      );
      if (channel.recipients.some((user) => user.refusesDirectMessages))
        throw refuse('CANNOT_MESSAGE_USER');
      const mayManage = has(world.botPermissions(channel), PermissionFlagsBits.ManageThreads);
      if (thread?.isLocked && !mayManage) throw refuse('THREAD_LOCKED');
    },
  };
}
