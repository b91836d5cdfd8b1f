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

/** One of several that a menu offers. Discord takes at most 100 characters of each. */
export interface ChoiceWords {
  label: string;
  description: string;
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
  settings: {
    title: string;
    whenChoicesCount: string;
    reasoningDisplay: { title: string; choices: Record<ReasoningDisplay, ChoiceWords> };
  };
  /** `detail` is what the error carries (most often a model's name), without backticks. */
  failures: Record<ErrorCode, (detail: string | undefined) => FailureWords>;
}
