// What a reply says, from the line to the last word of its answer.

export interface ReplyWords {
  units: {
    hours(values: { count: number }): string;
    minutes(values: { count: number }): string;
    seconds(values: { count: number }): string;
    /** Counts are whole. */
    tokens(values: { count: number }): string;
    tokensPerSecond(values: { count: number }): string;
    /** Of memory, in 10⁹ bytes. */
    gigabytes(values: { count: number }): string;
  };
  status: {
    /** `place` counts from 1, the next one. */
    inLine(values: { place: number }): string;
    /** The same further on in a line. */
    alsoInLine(values: { place: number }): string;
    /** Of an estimated wait. */
    about(values: { time: string }): string;
    underAMinute: string;
    waitingForServer: string;
    /** The conversation's last answer is still on its way. */
    afterPrevious: string;
    serverSilent: string;
    starting: string;
    loading(values: { model: string }): string;
    usually(values: { time: string }): string;
    reading: string;
    thinking: string;
    answering: string;
    thought(values: { time: string }): string;
    /** `count` of tokens. */
    thoughtTokens(values: { time: string; count: number }): string;
    inAll(values: { time: string }): string;
    /** So many of the oldest questions and answers of the conversation were left out. */
    dropped(values: { count: number }): string;
    isPrivate: string;
  };
  /** While its host has the card. Times are in Discord's notation. */
  card: {
    paused: string;
    pausedUntil(values: { time: string }): string;
    quiet: string;
    quietUntil(values: { time: string }): string;
    /** A reason in somebody's own words. */
    quote(values: { words: string }): string;
  };
  ending: {
    stopped(values: { by: string; after: string }): string;
    /** By an operator who took the card back. */
    stoppedByPause(values: { by: string; after: string }): string;
    /** Its question was deleted. */
    stoppedAsDeleted(values: { after: string }): string;
    keptAbove: string;
    reachedLimit: string;
    onlyReasoning: string;
    noAnswer: string;
    repeatedAnswer: string;
    /** Before there was an answer. */
    repeatedReasoning: string;
  };
  /** Of an answer with more pages than can be posted. */
  rest: {
    follows: string;
    inFile: string;
  };
  reasoning: {
    thoughtFor(values: { time: string }): string;
    /** Told to who asked to see it. */
    soFar: string;
    noneYet: string;
    none: string;
  };
  notice: {
    keepFollowing: string;
    directMessageFollows: string;
    answerByDirectMessage: string;
  };
  /** Told with a ping to an asker who waited long. `asker` is the mention. */
  ping: {
    answered(values: { asker: string }): string;
    failed(values: { asker: string }): string;
  };
  /** At most 80 characters each. */
  buttons: {
    stop: string;
    keepFollowing: string;
    showReasoning: string;
    continueInThread: string;
    tryAgain: string;
  };
  /** Told to one person alone who pressed a button. */
  notes: {
    againRefused: string;
    askForgotten: string;
    /** Redis is away, say. */
    pressFailed: string;
    reasoningForgotten: string;
    /** The server has chosen so. */
    reasoningHidden: string;
    reasoningPrivate: string;
    stopRefused: string;
  };
}
