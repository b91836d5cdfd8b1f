// What is said about conversations: how to go on with one, and why something written did not become a question.

export interface ConversationWords {
  /** A reply to a mention with nothing else. */
  nothingAsked: string;
  /** A reply to a message that Discord does not let the bot read. */
  unreadable: string;
  /** The same of the message that somebody wants to ask about. */
  unreadableSubject: string;
  /** What /new says. */
  afresh: string;
  thread: {
    /** In the place of a question that leaves nothing to read. At most 80 characters. */
    untitled: string;
    /** The first message in it: everything written there is a question. */
    hint: string;
    /** The same where the bot reads only what is meant for it. `bot` is its mention. */
    hintToMention(values: { bot: string }): string;
    /** `thread` is a link. */
    goOn(values: { thread: string }): string;
    forbidden: string;
    /** Whoever pressed may not open one. */
    notYours: string;
    tooMany: string;
    /** `time` is "4 min" or the like. */
    busy(values: { time: string }): string;
    gone: string;
    unavailable: string;
  };
}
