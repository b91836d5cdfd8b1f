import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import { applyEntry, emptyTranscript, type Transcript } from '../../../src/token-log/transcript.ts';

const figures = { tokens: 30, reasoningTokens: 10, promptTokens: 5, generationMs: 900 };
const start: LogEntry = { type: 'attempt-start', model: 'r1' };
const reasoning = (text: string, tokens = 1): LogEntry => ({
  type: 'reasoning-delta',
  text,
  tokens,
});
const answer = (text: string, tokens = 1): LogEntry => ({ type: 'answer-delta', text, tokens });

/** Entry number n is written at n × 100. */
function read(...entries: LogEntry[]): Transcript {
  return entries.reduce(
    (transcript, entry, index) => applyEntry(transcript, { ...entry, at: (index + 1) * 100 }),
    emptyTranscript,
  );
}

it('waits before there is any entry', () => {
  expect(read()).toMatchObject({ phase: 'waiting', startedAt: undefined, outcome: undefined });
});

describe('an entry of each type', () => {
  it('attempt-start names the model and starts the clock', () => {
    expect(read(start)).toEqual({
      ...emptyTranscript,
      model: 'r1',
      startedAt: 100,
      phaseAt: 100,
    });
  });

  it('attempt-end puts the ask back into the line with nothing kept', () => {
    expect(read(start, reasoning('so'), { type: 'attempt-end' })).toEqual({
      ...emptyTranscript,
      phaseAt: 300,
    });
  });

  it('server-wait waits for the model server', () => {
    expect(read(start, { type: 'server-wait' })).toMatchObject({
      phase: 'server-wait',
      phaseAt: 200,
      startedAt: 100,
    });
  });

  it('load-start loads, with the usual time when it is known', () => {
    expect(read(start, { type: 'load-start', usualMs: 20_000 })).toMatchObject({
      phase: 'loading',
      phaseAt: 200,
      usualLoadMs: 20_000,
    });
    expect(read(start, { type: 'load-start' }).usualLoadMs).toBeUndefined();
  });

  it('prompt-start reads', () => {
    expect(read(start, { type: 'prompt-start' })).toMatchObject({ phase: 'reading', phaseAt: 200 });
  });

  it('reasoning-delta grows the reasoning and its tokens', () => {
    expect(read(start, reasoning('so ', 2), reasoning('it is', 3))).toMatchObject({
      phase: 'thinking',
      phaseAt: 200,
      reasoning: 'so it is',
      reasoningTokens: 5,
      reasoningStartedAt: 200,
      reasoningEndedAt: undefined,
      answer: '',
    });
  });

  it('answer-delta grows the answer and ends the reasoning once', () => {
    expect(read(start, reasoning('so'), answer('It ', 2), answer('is.', 3))).toMatchObject({
      phase: 'answering',
      phaseAt: 300,
      answer: 'It is.',
      answerTokens: 5,
      answerStartedAt: 300,
      reasoningEndedAt: 300,
    });
  });

  it('answer-delta without reasoning has no end of reasoning', () => {
    expect(read(start, answer('It')).reasoningEndedAt).toBeUndefined();
  });

  it('reasoning-promote makes answer of what was taken for reasoning', () => {
    expect(read(start, reasoning('It is', 4), { type: 'reasoning-promote' })).toMatchObject({
      phase: 'answering',
      phaseAt: 300,
      reasoning: '',
      reasoningTokens: 0,
      reasoningStartedAt: undefined,
      reasoningEndedAt: undefined,
      answer: 'It is',
      answerTokens: 4,
      answerStartedAt: 200,
    });
  });

  it('ask-done ends with the figures', () => {
    expect(read(start, answer('It'), { type: 'ask-done', figures })).toMatchObject({
      phase: 'ended',
      phaseAt: 300,
      endedAt: 300,
      answer: 'It',
      outcome: { type: 'done', figures },
    });
  });

  it('ask-done tells what the answer lacks', () => {
    expect(read(start, { type: 'ask-done', figures, shortfall: 'length' }).outcome).toEqual({
      type: 'done',
      figures,
      shortfall: 'length',
    });
  });

  it('ask-stopped keeps the text so far, and who stopped it', () => {
    expect(read(start, reasoning('so'), { type: 'ask-stopped', by: 'Ann' })).toMatchObject({
      reasoning: 'so',
      reasoningEndedAt: 300,
      outcome: { type: 'stopped', by: 'Ann' },
    });
  });

  it('ask-failed keeps the text so far, and why it failed', () => {
    const failed: LogEntry = { type: 'ask-failed', code: 'MODEL_MISSING', detail: 'r2' };
    expect(read(start, answer('It'), failed)).toMatchObject({
      answer: 'It',
      outcome: { type: 'failed', code: 'MODEL_MISSING', detail: 'r2' },
    });
  });

  it('ask-failed needs no detail', () => {
    expect(read({ type: 'ask-failed', code: 'INTERNAL' }).outcome).toEqual({
      type: 'failed',
      code: 'INTERNAL',
    });
  });
});

it('begins anew with every attempt', () => {
  const second: LogEntry = { type: 'attempt-start', model: 'r1' };
  expect(read(start, reasoning('so'), answer('It is'), second)).toEqual({
    ...emptyTranscript,
    model: 'r1',
    startedAt: 400,
    phaseAt: 400,
  });
});

it('ends the reasoning when the answer never came', () => {
  const cutShort: LogEntry = { type: 'ask-done', figures, shortfall: 'no-answer' };
  expect(read(start, reasoning('so'), cutShort)).toMatchObject({
    reasoningStartedAt: 200,
    reasoningEndedAt: 300,
  });
});

it('ends without a start when the ask was stopped in the line', () => {
  expect(read({ type: 'ask-stopped', by: 'Ann' })).toMatchObject({
    phase: 'ended',
    startedAt: undefined,
    reasoningEndedAt: undefined,
  });
});

it('leaves the transcript before an entry as it was', () => {
  const before = read(start, answer('It'));
  const copy = structuredClone(before);
  applyEntry(before, { ...answer(' is'), at: 900 });
  expect(before).toEqual(copy);
});
