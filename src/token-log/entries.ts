// What a token log is made of. Written by generation (and by whoever stops an ask), read by delivery.
import type { ErrorCode } from '../errors.ts';

/** Figures of a finished generation. Times in ms; `tokens` counts reasoning and answer together. */
export interface GenerationFigures {
  tokens: number;
  reasoningTokens: number;
  promptTokens: number;
  /** Time the model spent on producing tokens, as Ollama measured it. */
  generationMs: number;
}

/**
 * Why an answer that nobody stopped is not whole. `repetition`: the model said the same again and again, so it was ended
 * there. `no-answer`: nothing but reasoning, perhaps as much as it may be, or nothing at all.
 */
export type Shortfall = 'length' | 'no-answer' | 'repetition';

/** One fact about an ask's output. Terminal entries (`ask-…`) are last: nothing can be appended after one. */
export type LogEntry =
  /** A worker took the ask up. Everything that an earlier attempt wrote is void. */
  | { type: 'attempt-start'; model: string }
  /** A worker gave the ask back to the line (it shuts down). */
  | { type: 'attempt-end' }
  /** The model server cannot be reached or is busy; the worker tries again by itself. */
  | { type: 'server-wait' }
  /** The model is being read into memory. `usualMs` is how long that took before, when known. */
  | { type: 'load-start'; usualMs?: number }
  /**
   * The model reads the prompt; the first token is awaited. `droppedMessages`: so many of the oldest questions and
   * answers of the conversation did not fit.
   */
  | { type: 'prompt-start'; droppedMessages?: number }
  | { type: 'reasoning-delta'; text: string; tokens: number }
  | { type: 'answer-delta'; text: string; tokens: number }
  /** What was taken for reasoning was the answer: the model never closed a reasoning that it never opened. */
  | { type: 'reasoning-promote' }
  | { type: 'ask-done'; figures: GenerationFigures; shortfall?: Shortfall }
  /**
   * `cause`: by no press of Stop. An operator took the card back; or the question, or the reply, was deleted, and Discord
   * does not say by whom: then `by` is whoever asked.
   */
  | { type: 'ask-stopped'; by: string; cause?: StopCause }
  | { type: 'ask-failed'; code: ErrorCode; detail?: string };

export type StopCause = 'pause' | 'deleted';

export type TerminalEntry = Extract<LogEntry, { type: 'ask-done' | 'ask-stopped' | 'ask-failed' }>;

/** An entry as read: `at` is the epoch ms at which Redis stored it (one clock for all processes). */
export type StoredEntry = LogEntry & { at: number };

const terminalTypes: ReadonlySet<LogEntry['type']> = new Set([
  'ask-done',
  'ask-stopped',
  'ask-failed',
]);

export function isTerminal<T extends LogEntry>(entry: T): entry is T & TerminalEntry {
  return terminalTypes.has(entry.type);
}
