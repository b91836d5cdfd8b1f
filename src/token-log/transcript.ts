// The state that reading a token log gives. Pure: the same entries always give the same transcript.
import type { GenerationFigures, Shortfall, StopCause, StoredEntry } from './entries.ts';
import type { ErrorCode } from '../errors.ts';

/** How an ask ended. */
export type Outcome =
  | { type: 'done'; figures: GenerationFigures; shortfall?: Shortfall }
  | { type: 'stopped'; by: string; cause?: StopCause }
  | { type: 'failed'; code: ErrorCode; detail?: string };

/** What the ask is doing now. `ended` is final. */
export type Phase =
  | 'waiting'
  | 'server-wait'
  | 'loading'
  | 'reading'
  | 'thinking'
  | 'answering'
  | 'ended';

/** Times are epoch ms of the Redis clock; `undefined` means that it has not happened. */
export interface Transcript {
  phase: Phase;
  /** When the present phase began. */
  phaseAt: number | undefined;
  model: string | undefined;
  reasoning: string;
  answer: string;
  reasoningTokens: number;
  answerTokens: number;
  usualLoadMs: number | undefined;
  /** So many of the oldest questions and answers of the conversation were left out. */
  droppedMessages: number;
  startedAt: number | undefined;
  reasoningStartedAt: number | undefined;
  reasoningEndedAt: number | undefined;
  answerStartedAt: number | undefined;
  /** When the newest text came. */
  lastTextAt: number | undefined;
  endedAt: number | undefined;
  outcome: Outcome | undefined;
}

export const emptyTranscript: Transcript = {
  phase: 'waiting',
  phaseAt: undefined,
  model: undefined,
  reasoning: '',
  answer: '',
  reasoningTokens: 0,
  answerTokens: 0,
  usualLoadMs: undefined,
  droppedMessages: 0,
  startedAt: undefined,
  reasoningStartedAt: undefined,
  reasoningEndedAt: undefined,
  answerStartedAt: undefined,
  lastTextAt: undefined,
  endedAt: undefined,
  outcome: undefined,
};

/** The transcript after one more entry. Entries are applied in log order. */
export function applyEntry(transcript: Transcript, entry: StoredEntry): Transcript {
  const at = entry.at;
  switch (entry.type) {
    case 'attempt-start':
      return { ...emptyTranscript, model: entry.model, startedAt: at, phaseAt: at };
    case 'attempt-end':
      return { ...emptyTranscript, phaseAt: at };
    case 'server-wait':
      return { ...transcript, phase: 'server-wait', phaseAt: at };
    case 'load-start':
      return { ...transcript, phase: 'loading', phaseAt: at, usualLoadMs: entry.usualMs };
    case 'prompt-start':
      return {
        ...transcript,
        phase: 'reading',
        phaseAt: at,
        droppedMessages: entry.droppedMessages ?? 0,
      };
    case 'reasoning-delta':
      return {
        ...enterPhase(transcript, 'thinking', at),
        reasoning: transcript.reasoning + entry.text,
        reasoningTokens: transcript.reasoningTokens + entry.tokens,
        reasoningStartedAt: transcript.reasoningStartedAt ?? at,
        lastTextAt: at,
      };
    case 'answer-delta':
      return {
        ...enterPhase(transcript, 'answering', at),
        answer: transcript.answer + entry.text,
        answerTokens: transcript.answerTokens + entry.tokens,
        answerStartedAt: transcript.answerStartedAt ?? at,
        reasoningEndedAt: reasoningEnd(transcript, at),
        lastTextAt: at,
      };
    case 'reasoning-promote':
      return {
        ...enterPhase(transcript, 'answering', at),
        reasoning: '',
        reasoningTokens: 0,
        reasoningStartedAt: undefined,
        reasoningEndedAt: undefined,
        answer: transcript.reasoning + transcript.answer,
        answerTokens: transcript.reasoningTokens + transcript.answerTokens,
        answerStartedAt: transcript.reasoningStartedAt ?? transcript.answerStartedAt ?? at,
      };
    case 'ask-done':
      return end(transcript, at, {
        type: 'done',
        figures: entry.figures,
        ...(entry.shortfall && { shortfall: entry.shortfall }),
      });
    case 'ask-stopped':
      return end(transcript, at, {
        type: 'stopped',
        by: entry.by,
        ...(entry.cause && { cause: entry.cause }),
      });
    case 'ask-failed':
      return end(transcript, at, {
        type: 'failed',
        code: entry.code,
        ...(entry.detail !== undefined && { detail: entry.detail }),
      });
    default:
      return entry satisfies never;
  }
}

function enterPhase(transcript: Transcript, phase: Phase, at: number): Transcript {
  return transcript.phase === phase ? transcript : { ...transcript, phase, phaseAt: at };
}

function reasoningEnd(transcript: Transcript, at: number): number | undefined {
  return transcript.reasoningStartedAt === undefined
    ? undefined
    : (transcript.reasoningEndedAt ?? at);
}

function end(transcript: Transcript, at: number, outcome: Outcome): Transcript {
  return {
    ...transcript,
    phase: 'ended',
    phaseAt: at,
    endedAt: at,
    reasoningEndedAt: reasoningEnd(transcript, at),
    outcome,
  };
}
