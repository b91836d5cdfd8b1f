// A reply as delivery sees it while it grows: the views that it renders, one for each second.
import type { FormulaLook } from '../../src/rendering/formula-picture.ts';
import type { ReplyView } from '../../src/rendering/view.ts';
import type { LogEntry } from '../../src/token-log/entries.ts';
import { applyEntry, emptyTranscript, type Transcript } from '../../src/token-log/transcript.ts';
import { writeSections } from './sections.ts';

export interface GrowingReplyOptions {
  /** Another seed gives another text. */
  seed: number;
  /** Code units of the answer, and of the reasoning before it. */
  chars: number;
}

/** R1 at 40 tokens a second of about four characters; its worker writes every 50 ms. */
const entryChars = 8;
const entriesPerSecond = 20;
export const charsPerSecond = entryChars * entriesPerSecond;

const model = 'deepseek-r1:14b';
const startedAt = Date.UTC(2_026, 0, 1);
const figures = { tokens: 1, reasoningTokens: 1, promptTokens: 1, generationMs: 1 };

/** The last view is that of the whole reply. Every formula has its picture at once. */
export function* growReply({ seed, chars }: GrowingReplyOptions): Generator<ReplyView> {
  const lookUpFormula = createPictures();
  let transcript = applyEntry(emptyTranscript, { type: 'attempt-start', model, at: startedAt });
  let count = 0;
  const at = () => startedAt + (count * 1_000) / entriesPerSecond;
  for (const entry of entriesOf({ seed, chars })) {
    count += 1;
    transcript = applyEntry(transcript, { ...entry, at: at() });
    if (count % entriesPerSecond === 0) yield { ...viewOf(transcript, at()), lookUpFormula };
  }
  transcript = applyEntry(transcript, { type: 'ask-done', figures, at: at() });
  yield { ...viewOf(transcript, at()), lookUpFormula };
}

function* entriesOf({ seed, chars }: GrowingReplyOptions): Generator<LogEntry> {
  for (const type of ['reasoning-delta', 'answer-delta'] as const)
    for (const text of piecesOf(writeText(seed, chars))) yield { type, text, tokens: 2 };
}

function writeText(seed: number, chars: number): string {
  let text = '';
  for (const section of writeSections(seed)) {
    text += section;
    if (text.length >= chars) break;
  }
  return text.slice(0, chars);
}

/** Each a string of its own, as they come out of the token log, and not a window on the whole text. */
function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += entryChars)
    yield Buffer.from(text.slice(at, at + entryChars)).toString();
}

function viewOf(transcript: Transcript, now: number): ReplyView {
  return {
    askId: '1001',
    question: 'How do I find the shortest paths, and how do I know that they are the shortest?',
    model,
    isPrivate: false,
    locale: 'en-US',
    transcript,
    askedAt: startedAt - 1_000,
    place: undefined,
    now,
    hasWorker: true,
    reasoningDisplay: 'spoiler',
    canAttach: true,
  };
}

const pictureBytes = 12_000;

function createPictures(): (tex: string) => FormulaLook {
  const pictures = new Map<string, FormulaLook>();
  return (tex) => {
    const known = pictures.get(tex);
    if (known !== undefined) return known;
    const png = new Uint8Array(pictureBytes);
    const picture = { fileName: `formula-${pictures.size}.png`, png };
    pictures.set(tex, picture);
    return picture;
  };
}
