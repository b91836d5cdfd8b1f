// Where turns are kept in Redis. A worker's Redis user may read what begins with `<prefix>:turn:`, and nothing else here.

export interface TurnKeys {
  /** A hash. */
  turn(turnId: string): string;
  /** A hash for the bot alone: whose the turn is, and in which channel. */
  owner(turnId: string): string;
  /** A list of its pictures' bytes. */
  pictures(turnId: string): string;
  /** The id of the turn that a message belongs to. */
  turnOf(messageId: string): string;
  /** The id of the last turn of a thread or a direct channel. */
  conversation(channelId: string): string;
}

export function turnKeys(prefix: string): TurnKeys {
  return {
    turn: (turnId) => `${prefix}:turn:${turnId}`,
    owner: (turnId) => `${prefix}:turn-owner:${turnId}`,
    pictures: (turnId) => `${prefix}:turn:${turnId}:pictures`,
    turnOf: (messageId) => `${prefix}:turn-of:${messageId}`,
    conversation: (channelId) => `${prefix}:conversation:${channelId}`,
  };
}
