import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/rendering/frame.ts';
import { splitPages } from '../../src/rendering/pages.ts';
import { type CorpusRecord, isCorpusMissing, readTranscripts } from '../support/corpus.ts';
import { expectAcceptable, openTextsOf, sealedTextsOf } from '../support/frame-rules.ts';
import { replyFrames, type RecordedOutput } from '../support/recorded-reply.ts';
import { unsplitPages } from '../support/unsplit-pages.ts';

/** Set into every word of the reasoning, so that none of it can stand anywhere unseen. */
const mark = '\ue000';
const isMarked = (text: string) => text.includes(mark);

function markWords(text: string): string {
  return text.replaceAll(/(?<=[\p{L}\p{N}])(?=[\p{L}\p{N}])/gu, mark);
}

/** The output as the model wrote it, the reasoning marked. */
function markedOutput({ raw, reasoning, answer }: CorpusRecord): RecordedOutput {
  if (raw === null) {
    if (reasoning === null) return { text: answer ?? '', hasTags: false };
    return { text: `<think>\n${markWords(reasoning)}\n</think>\n\n${answer ?? ''}`, hasTags: true };
  }
  const [before = '', ...behind] = raw.split('</think>');
  const opening = /^\s*<think>/.exec(before)?.[0] ?? '';
  const marked = opening + markWords(before.slice(opening.length));
  return { text: [marked, ...behind].join('</think>'), hasTags: true };
}

/** Fences are what pages add to. */
function withoutFences(text: string): string {
  return text.replaceAll(/```[\w+.#-]*\n?/g, '').replaceAll(/\s/g, '');
}

function bodyOf(frames: readonly Frame[]): string {
  const [, ...texts] = frames.flatMap(openTextsOf);
  return texts.slice(0, -1).join('\n');
}

describe.skipIf(isCorpusMissing)('the reply, on every recorded output as it grows', () => {
  const records = isCorpusMissing ? [] : readTranscripts();

  it('shows no reasoning outside the sealed box', () => {
    let sealed = 0;
    for (const record of records) {
      for (const frame of [...replyFrames(markedOutput(record))].flat()) {
        expect(openTextsOf(frame).filter(isMarked), record.id).toEqual([]);
        sealed += sealedTextsOf(frame).filter(isMarked).length;
      }
    }
    expect(sealed).toBeGreaterThan(records.length);
  });

  it('is made of frames that Discord accepts', () => {
    for (const record of records) {
      for (const frame of [...replyFrames(markedOutput(record))].flat()) expectAcceptable(frame);
    }
  });

  it('shows the whole answer in the end', () => {
    for (const record of records) {
      const frames = [...replyFrames(markedOutput(record))].at(-1) ?? [];
      expect(withoutFences(bodyOf(frames)), record.id).toBe(withoutFences(record.answer ?? ''));
    }
  });

  it('has the whole reasoning in the end, in the box or in its file', () => {
    for (const record of records) {
      if (record.raw !== null || record.reasoning === null) continue;
      const [first] = [...replyFrames(markedOutput(record))].at(-1) ?? [];
      const inFile = first?.files.map(({ content }) => content).join('') ?? '';
      const inBox = first === undefined ? '' : sealedTextsOf(first).slice(1).join('');
      const shown = inFile === '' ? inBox.replaceAll(String.raw`\|\|`, '||') : inFile;
      expect(withoutFences(shown.replaceAll(mark, '')), record.id).toBe(
        withoutFences(record.reasoning),
      );
    }
  });

  it('has pages that lose nothing and double nothing', () => {
    const room = { first: 900, later: 1_200 };
    for (const { answer } of records) {
      if (answer === null) continue;
      expect(unsplitPages(answer, splitPages(answer, room))).toBe(answer.replaceAll(/\s/g, ''));
    }
  });
});
