import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/rendering/frame.ts';
import { sealedReasoningFile } from '../../src/rendering/file-names.ts';
import { renderReply } from '../../src/rendering/reply.ts';
import { codeLines, inkLines } from '../support/code-lines.ts';
import { isCorpusMissing, readTranscripts } from '../support/corpus.ts';
import { readDiscord, type Span } from '../support/discord-reader.ts';
import { sealedTextsOf } from '../support/frame-rules.ts';
import { drawnLook, endOf, mixedLook, outputOf } from '../support/recorded-reply.ts';
import { findDifference } from '../support/same-text.ts';
import { bodiesOf, readBody, readText, textsOf } from '../support/shown-answer.ts';

function spansOf(frames: readonly Frame[]): Span[] {
  return bodiesOf(frames).flatMap(textsOf).flatMap(readDiscord);
}

/** As `codeLines` gives those of the source. */
function shownCodeLines(frames: readonly Frame[]): string[] {
  const code = spansOf(frames).filter(({ styles }) => styles.includes('block'));
  return code.flatMap(({ text }) => inkLines(text.replaceAll('\u200b', '')));
}

function codeFilesOf(frames: readonly Frame[]): string[] {
  const files = frames.flatMap((frame) => frame.files);
  return files.flatMap(({ name, content }) =>
    typeof content === 'string' && name !== sealedReasoningFile ? [content] : [],
  );
}

/** The first of the lines that is not among `all`, behind the one before it. */
function firstMissing(lines: readonly string[], all: readonly string[]): string | undefined {
  let at = 0;
  return lines.find((line) => {
    at = all.indexOf(line, at) + 1;
    return at === 0;
  });
}

const unreadMark = /\*\*|^#{1,6} |\\[([]|\\frac/m;

/** What is code in them is a matter of opinion. */
const oddKinds = ['fence-nested', 'fence-odd'];

describe.skipIf(isCorpusMissing)('the finished reply, on every recorded output', () => {
  const records = isCorpusMissing ? [] : readTranscripts();
  const replies = records.map((record) => {
    const view = endOf(outputOf(record));
    return { ...record, ...view.transcript, view, frames: renderReply(view) };
  });

  it.each([
    ['no formula', (): 'refused' => 'refused'],
    ['every formula', drawnLook],
    ['some formulas', mixedLook],
  ])('shows the whole answer, once and in its order, with pictures of %s', (_, lookUpFormula) => {
    for (const { id, answer, view } of replies) {
      if (answer === '') continue;
      const bodies = bodiesOf(renderReply({ ...view, lookUpFormula }));
      const difference = findDifference(answer, bodies.map(readBody).join('\n'));
      expect(difference, id).toBeUndefined();
    }
  });

  it('shows code as it was written', () => {
    let count = 0;
    for (const { id, answer, kinds, frames } of replies) {
      if (oddKinds.some((kind) => kinds.includes(kind))) continue;
      const lines = codeLines(answer);
      expect(firstMissing(lines, shownCodeLines(frames)), id).toBeUndefined();
      count += lines.length;
    }
    expect(count).toBeGreaterThan(1_000);
  });

  it('gives code that goes over the border of a page as a whole file as well', () => {
    const files = replies.flatMap(({ id, answer, frames }) =>
      codeFilesOf(frames).map((content) => ({ id, lines: inkLines(content), answer })),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const { id, lines, answer } of files) {
      const isWhole = inkLines(answer)
        .join('\n')
        .includes(`\n${lines.join('\n')}\n\`\`\``);
      expect(isWhole, `${id}: ${lines[0]}`).toBe(true);
    }
  });

  it('seals nothing of the answer, and mentions nobody', () => {
    for (const { id, frames } of replies) {
      const spans = spansOf(frames);
      const wrong = spans.filter(
        (span) => span.isMention === true || span.styles.includes('spoiler'),
      );
      expect(wrong, id).toEqual([]);
    }
  });

  it('leaves no mark of Markdown or TeX to be read', () => {
    for (const { id, kinds, view } of replies) {
      // Without line breaks there is neither a heading nor a block.
      if (kinds.includes('long-line')) continue;
      const spans = spansOf(renderReply({ ...view, lookUpFormula: drawnLook }));
      const prose = spans.filter(
        ({ styles }) => !styles.includes('code') && !styles.includes('block'),
      );
      expect(
        prose.filter(({ text }) => unreadMark.test(text)),
        id,
      ).toEqual([]);
    }
  });

  it('has the whole reasoning in a file or in the box', () => {
    for (const { id, reasoning, frames } of replies) {
      const file = frames[0]?.files.find(({ name }) => name === sealedReasoningFile);
      const shown =
        file?.content ?? frames.flatMap(sealedTextsOf).slice(1).map(readText).join('\n');
      expect(findDifference(reasoning, String(shown)), id).toBeUndefined();
    }
  });
});
