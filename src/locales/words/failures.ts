// Why something failed or was refused, and when or what to ask instead.
import type { ErrorCode } from '../../errors.ts';

/** What happened, then whose turn it is to act. `what` is one sentence, shown in bold. */
export interface FailureWords {
  what: string;
  next: string;
}

/** What can be said of any failure, made of the one detail that an error carries: each message takes what suits it. */
export interface FailureValues {
  /** As it is, without backticks: a model's name, or the second (Unix) at which a wait ends. */
  detail: string;
  /** Whether there is a detail. */
  isNamed: 'yes' | 'no';
  /** The detail where it is a number, else 0. */
  count: number;
  /** The detail as ids with commas between them: "#here or #there", in Discord's notation. */
  channels: string;
  roles: string;
}

/** Not every message needs values. */
export type FailureMessage = string | ((values: FailureValues) => string);

export type Failures = Record<ErrorCode, { what: FailureMessage; next: FailureMessage }>;

/** Told after a refusal. */
export interface RefusalWords {
  /** Of the person's waiting questions. `time` is "about 2 min" or the like. */
  nextTurn(values: { time: string }): string;
  /** In a line that is full. */
  roomIn(values: { time: string }): string;
  roomLater: string;
  /** "x, y or one of 3 others" (`others` is the last of them). */
  available(values: { models: string }): string;
  others(values: { count: number }): string;
}
