// Lets a recorded output pass through splitter and transcript as if it came from a model, and tells what the reply is
// made of as it grows.
import {
  createReasoningSplitter,
  type SplitPart,
} from '../../src/generation/reasoning-splitter.ts';
import type { FormulaLook } from '../../src/rendering/formula-picture.ts';
import type { ReplyView } from '../../src/rendering/view.ts';
import type { LogEntry } from '../../src/token-log/entries.ts';
import { applyEntry, emptyTranscript, type Transcript } from '../../src/token-log/transcript.ts';
import type { CorpusRecord } from './corpus.ts';
import { viewOf } from './reply-view.ts';

const pieceLength = 7;
const viewCount = 40;

export interface RecordedOutput {
  text: string;
  /** The tags stand in the text; else all of it is the answer. */
  hasTags: boolean;
}

/** The output as the model wrote it, its reasoning changed by `mark`. */
export function outputOf(
  { raw, reasoning, answer }: CorpusRecord,
  mark: (reasoning: string) => string = (text) => text,
): RecordedOutput {
  if (raw === null) {
    if (reasoning === null) return { text: answer ?? '', hasTags: false };
    return { text: `<think>\n${mark(reasoning)}\n</think>\n\n${answer ?? ''}`, hasTags: true };
  }
  const [before = '', ...behind] = raw.split('</think>');
  const opening = /^\s*<think>/.exec(before)?.[0] ?? '';
  const marked = opening + mark(before.slice(opening.length));
  return { text: [marked, ...behind].join('</think>'), hasTags: true };
}

type Given = Parameters<typeof viewOf>[1];

/** Some forty views, from the first piece to the finished reply, which is the last. */
export function* growthOf(
  { text, hasTags }: RecordedOutput,
  given: Given = {},
): Generator<ReplyView> {
  const view = viewOf([], given);
  const pieces = text.match(new RegExp(`[^]{1,${pieceLength}}`, 'gu')) ?? [];
  const splitter = createReasoningSplitter({ expectsReasoning: hasTags });
  const isClosed = text.includes('</think>');
  let transcript = emptyTranscript;
  for (const [index, content] of pieces.entries()) {
    transcript = splitter.push({ content }).reduce(applyPart, transcript);
    if (index % Math.ceil(pieces.length / viewCount) === 0) yield { ...view, transcript };
  }
  transcript = splitter.end(hasTags && !isClosed ? 'length' : 'stop').reduce(applyPart, transcript);
  yield { ...view, transcript: apply(transcript, { type: 'ask-done', figures }) };
}

/** The finished reply alone. */
export function endOf(output: RecordedOutput, given: Given = {}): ReplyView {
  return [...growthOf(output, given)].at(-1) ?? viewOf([], given);
}

const figures = { tokens: 900, reasoningTokens: 500, promptTokens: 20, generationMs: 20_000 };

function applyPart(transcript: Transcript, part: SplitPart): Transcript {
  return apply(transcript, part.type === 'reasoning-promote' ? part : { ...part, tokens: 1 });
}

function apply(transcript: Transcript, entry: LogEntry): Transcript {
  return applyEntry(transcript, { ...entry, at: 1_000 });
}

/** Every formula has a picture. */
export function drawnLook(tex: string): FormulaLook {
  return { fileName: `formula-${hashOf(tex)}.png`, png: new Uint8Array([hashOf(tex) % 256]) };
}

/** A third of the formulas has a picture, a third waits for one, the others get none. */
export function mixedLook(tex: string): FormulaLook {
  const looks = [drawnLook(tex), 'pending', 'refused'] as const;
  return looks[hashOf(tex) % looks.length] ?? 'refused';
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1)
    hash = (hash * 31 + text.charCodeAt(at)) % 1_000_000_007;
  return hash;
}
