// The words the bot says, as one typed catalogue per language. Every layer that talks to people takes its words here.
import type { ReasoningDisplay } from '../asks/ask.ts';
import type { ErrorCode } from '../errors.ts';

/** Why something failed: what happened, then whose turn it is to act. `what` is one sentence, shown in bold. */
export interface FailureWords {
  what: string;
  next: string;
}

/** A number with its written form in the reader's locale (the value decides about plurals). */
export interface Quantity {
  value: number;
  text: string;
}

/** The settings that are numbers. */
export type LimitField =
  | 'maxWaitingPerAsker'
  | 'maxWaiting'
  | 'maxAnswersPerDay'
  | 'maxAnswerTokens'
  | 'maxQuestionChars';

/** One of several that a menu offers. Discord takes at most 100 characters of each. */
export interface ChoiceWords {
  label: string;
  description: string;
}

/** Of a menu of channels, roles or members. `placeholder` stands in an empty one: at most 150 characters. */
export interface MenuWords {
  title: string;
  placeholder: string;
  /** What holds when nothing is chosen. */
  nothingChosen: string;
  chosen: string;
}

/** Of a field in a form. Discord takes 45 characters of a label and 100 of a hint. */
export interface FieldWords {
  label: string;
  hint: string;
}

/** Texts that arguments bring along (names, models, times) are shown as given: the caller makes them safe. */
export interface Messages {
  units: {
    hours(count: number): string;
    minutes(count: number): string;
    seconds(count: number): string;
    tokens(count: Quantity): string;
    tokensPerSecond(count: Quantity): string;
  };
  status: {
    /** `place` counts from 1, the next one. */
    inLine(place: number): string;
    /** The same further on in a line. */
    alsoInLine(place: number): string;
    /** Of an estimated wait. */
    about(time: string): string;
    underAMinute: string;
    waitingForServer: string;
    serverSilent: string;
    starting: string;
    loading(model: string): string;
    usually(time: string): string;
    reading: string;
    thinking: string;
    answering: string;
    thought(time: string, tokens: string | undefined): string;
    inAll(time: string): string;
    isPrivate: string;
  };
  /** While its host has the card. Times are in Discord's notation. */
  card: {
    paused: string;
    pausedUntil(time: string): string;
    quiet: string;
    quietUntil(time: string): string;
    /** A reason in somebody's own words. */
    quote(words: string): string;
  };
  ending: {
    stopped(options: { by: string; after: string }): string;
    /** By an operator who took the card back. */
    stoppedByPause(options: { by: string; after: string }): string;
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
    thoughtFor(time: string): string;
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
    answered(asker: string): string;
    failed(asker: string): string;
  };
  buttons: {
    stop: string;
    keepFollowing: string;
    showReasoning: string;
  };
  /** Told to one person alone. */
  notes: {
    askForgotten: string;
    /** Redis is away, say. */
    pressFailed: string;
    reasoningForgotten: string;
    /** The server has chosen so. */
    reasoningHidden: string;
    reasoningPrivate: string;
    stopRefused: string;
  };
  /** When to try again. `time` is "about 2 min" or the like. */
  refusal: {
    /** Of the person's waiting questions. */
    nextTurn(time: string): string;
    /** In a line that is full. */
    roomIn(time: string): string;
    roomLater: string;
    /** Models, of which `more` are not named. */
    available(models: readonly string[], more: number): string;
  };
  queue: {
    title: string;
    answering: string;
    nobodyAnswered: string;
    waiting(count: Quantity): string;
    nobodyWaits: string;
    /** Both go on after one of the two above. */
    nextTurn(time: string): string;
    nextAtOnce: string;
    more(count: Quantity): string;
    /** Three for whoever has no name in the list. */
    you: string;
    elsewhere: string;
    privately: string;
    /** In the place of words that are not for everybody. */
    unread: string;
    starting: string;
    loadingFor(time: string): string;
    answeringFor(time: string): string;
    noServer: string;
    servers: string;
    unnamedServer: string;
    silent: string;
    nothingInMemory: string;
    vram(gigabytes: string): string;
    onProcessor: string;
    /** On a button. */
    refresh: string;
    /** In menus: at most 150 characters. */
    cancel: string;
    /** A further menu: the places of its choices among all that there are. */
    cancelMore(from: Quantity, to: Quantity): string;
    showKept: string;
    /** Above the menu. */
    kept: string;
    keptForgotten: string;
    /** Why a question stands that somebody wanted to cancel. */
    notCancelled: Record<'taken' | 'ended' | 'unknown', string>;
  };
  settings: {
    title: string;
    whenChoicesCount: string;
    reasoningDisplay: { title: string; choices: Record<ReasoningDisplay, ChoiceWords> };
    pings: { title: string; choices: Record<'yes' | 'no', ChoiceWords> };
    limits: {
      title: string;
      /** On a button: at most 80 characters. */
      change: string;
      none: string;
      /** By the name of the setting. */
      fields: Record<LimitField, FieldWords>;
    };
    channels: MenuWords;
    roles: MenuWords;
    blocked: MenuWords;
    turns: {
      title: string;
      change: string;
      alike: string;
      /** Of one role. */
      share(role: string, weight: number): string;
      roles: FieldWords;
      weight: FieldWords;
    };
    /** Both name what is wrong with a form that was sent. */
    numberRefused(options: { label: string; min: string; max: string }): string;
    tooManyRoles(max: string): string;
    nothingChanged: string;
    /** Of a button that this version does not have. */
    notOffered: string;
  };
  /** Told to operators. */
  gpu: {
    stopped(answers: Quantity): string;
    runsOn(answers: Quantity): string;
    joinOn: string;
    resumed: string;
    notPaused: string;
    /** No rest at all. */
    working: string;
    by(name: string): string;
    running(answers: Quantity): string;
    waiting(questions: Quantity): string;
    noWorker: string;
    /** Of one worker. */
    unreachable: string;
    quietHours(times: string): string;
    nothingLoaded: string;
    loaded(model: string, memory: string): string;
    /** Workers. */
    more(count: Quantity): string;
  };
  /**
   * `detail` is what the error carries, without backticks: most often a model's name. Of a limit it is the number, of a
   * wait the second (Unix) at which it ends, of channels and roles their ids with commas between them.
   */
  failures: Record<ErrorCode, (detail: string | undefined) => FailureWords>;
}
