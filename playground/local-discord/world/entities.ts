// The things of a Discord: people, servers, channels. Plain records that the world owns and changes.
import type { ChannelType } from 'discord-api-types/v10';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  /** BCP 47 tag of the person's own client. */
  locale: string;
  /** Has added the application to their own account. */
  hasUserInstall: boolean;
  /** Refuses direct messages of the bot: 50007. */
  refusesDirectMessages: boolean;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
}

export interface Member {
  readonly user: User;
  readonly roleIds: string[];
  readonly joinedAt: number;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** What the server chose for its notices; `en-US` unless it chose one. */
  preferredLocale: string;
  /** The bot is a member. False: only people's own installs work here. */
  hasBot: boolean;
  /** False while Discord itself cannot reach it. */
  isAvailable: boolean;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
}

/** Overrides of one role or one member in one channel. */
export interface Overwrite {
  readonly id: string;
  readonly of: 'role' | 'member';
  allow: bigint;
  deny: bigint;
}

export interface ThreadState {
  readonly ownerId: string;
  readonly memberIds: Set<string>;
  isArchived: boolean;
  isLocked: boolean;
  archiveMinutes: number;
  changedAt: number;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  name: string;
  topic: string | null;
  readonly guild: Guild | undefined;
  /** Of a thread: the channel it hangs in. */
  readonly parent: Channel | undefined;
  readonly overwrites: Overwrite[];
  /** Of a direct message or a group: everyone in it. */
  readonly recipients: readonly User[];
  readonly thread: ThreadState | undefined;
}
