// What /help says. What each command does, the commands say themselves.

export interface HelpWords {
  title: string;
  /**
   * How to begin, in three sentences. `ask` is the mention of the command. In a `server` that has the bot, in `direct`
   * messages with it, or `away` from it.
   */
  begin(values: { ask: string; where: 'server' | 'direct' | 'away' }): string;
  /** Above what only they are shown. */
  forModerators: string;
  forOperators: string;
  /** The same of one command, where Discord lists it: at most 100 characters with the description. */
  ofModerators(values: { description: string }): string;
  ofOperators(values: { description: string }): string;
  /** Where a command is found that stands in the menu of a message. */
  inMessageMenu: string;
}
