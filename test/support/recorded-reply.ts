// Lets a recorded output pass through splitter and transcript as if it came from a model, and renders it as it grows.
import {
  createReasoningSplitter,
  type SplitPart,
} from '../../src/generation/reasoning-splitter.ts';
import type { Frame } from '../../src/rendering/frame.ts';
import { renderReply } from '../../src/rendering/reply.ts';
import type { LogEntry } from '../../src/token-log/entries.ts';
import { applyEntry, emptyTranscript, type Transcript } from '../../src/token-log/transcript.ts';
import { viewOf } from './reply-view.ts';

const pieceLength = 7;
const frameCount = 40;

export interface RecordedOutput {
  text: string;
  /** The tags stand in the text; else all of it is the answer. */
  hasTags: boolean;
}

/** What the reply shows, some forty times from the first piece to the end. The last is the finished reply. */
export function* replyFrames({ text, hasTags }: RecordedOutput): Generator<Frame[]> {
  const pieces = text.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? [];
  const splitter = createReasoningSplitter({ expectsReasoning: hasTags });
  const isClosed = text.includes('</think>');
  let transcript = emptyTranscript;
  for (const [index, content] of pieces.entries()) {
    transcript = splitter.push({ content }).reduce(applyPart, transcript);
    if (index % Math.ceil(pieces.length / frameCount) === 0) yield render(transcript);
  }
  transcript = splitter.end(hasTags && !isClosed ? 'length' : 'stop').reduce(applyPart, transcript);
  yield render(apply(transcript, { type: 'ask-done', figures }));
}

const figures = { tokens: 900, reasoningTokens: 500, promptTokens: 20, generationMs: 20_000 };

function applyPart(transcript: Transcript, part: SplitPart): Transcript {
  return apply(transcript, part.type === 'reasoning-promote' ? part : { ...part, tokens: 1 });
}

function apply(transcript: Transcript, entry: LogEntry): Transcript {
  return applyEntry(transcript, { ...entry, at: 1_000 });
}

function render(transcript: Transcript): Frame[] {
  return renderReply({ ...viewOf([]), transcript });
}
