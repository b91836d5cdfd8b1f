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
  ending: {
    stopped(options: { by: string; after: string }): string;
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
  refusal: {
    /** Of the person's waiting questions. `time` is "about 2 min" or the like. */
    nextTurn(time: string): string;
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
  /**
   * `detail` is what the error carries, without backticks: most often a model's name. Of a limit it is the number, of a
   * wait the second (Unix) at which it ends, of channels and roles their ids with commas between them.
   */
  failures: Record<ErrorCode, (detail: string | undefined) => FailureWords>;
}
