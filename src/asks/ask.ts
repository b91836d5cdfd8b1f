// The ask record: one question on its way to an answer. Written once at submit, never changed.

/** Where the reply stands, and who may reach it. */
export interface AskPlace {
  guildId: string | null;
  channelId: string;
  /** The reply's first message (the deferred response). Absent where the bot has yet to post it: after a message. */
  messageId?: string;
  /** The message that asked, which the reply answers. */
  repliesTo?: string;
  /** Only the asker sees the reply (told by the returned message's flags, not by the option). */
  isPrivate: boolean;
  /** The bot may post and edit in the channel with its own token (installed there, with the permissions). */
  canUseChannel: boolean;
  /** The bot may open a thread from the reply. */
  canOpenThread?: boolean;
}

export const reasoningDisplays = ['spoiler', 'button', 'never'] as const;

/** `spoiler`: in a sealed box of the reply. `button`: shown to whoever presses it, and to nobody else. */
export type ReasoningDisplay = (typeof reasoningDisplays)[number];

/** One question. `id` is the Discord interaction's or message's id; times are epoch ms on Discord's clock. */
export interface Ask {
  id: string;
  /** The turn that it answers: its own, or with "Try again" that of an earlier ask. */
  turnId: string;
  /** The ask whose reply it takes over: it is shown in the same messages. */
  replaces?: string;
  asker: { id: string; name: string };
  question: string;
  model: string;
  place: AskPlace;
  /** BCP 47 tag that the reply is written in. */
  locale: string;
  /** As the server had chosen when it was asked. */
  reasoningDisplay: ReasoningDisplay;
  /** Whoever waits long for the answer is pinged once when it is there. As the server had chosen. */
  pingsAsker?: boolean;
  /** How many asks of this asker are answered for every one of somebody else's; 1 when absent. */
  weight?: number;
  /** Reasoning and answer together. The host's own limit holds as well. */
  maxAnswerTokens?: number;
  askedAt: number;
}
