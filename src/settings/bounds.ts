// Between which numbers a moderator can choose.

export interface Bounds {
  min: number;
  max: number;
}

/** Every open ask is kept true at the same time, so the line has an end that nobody can move. */
export const settingBounds = {
  maxWaitingPerAsker: { min: 1, max: 50 },
  maxWaiting: { min: 1, max: 500 },
  maxAnswersPerDay: { min: 1, max: 1_000 },
  /** The host's own limit holds as well. */
  maxAnswerTokens: { min: 64, max: 1_048_576 },
  /** Discord takes no longer question. */
  maxQuestionChars: { min: 20, max: 6_000 },
  roleWeight: { min: 1, max: 8 },
} as const satisfies Record<string, Bounds>;

/** What one menu of Discord can hold. */
export const maxChosenIds = 25;

/** A form of Discord holds 4,000. What is told before each question takes room from the conversation. */
export const maxPersonaChars = 2_000;
