import { beforeAll, describe, expect, it } from 'vitest';
import { createDrawFormula } from '../../src/formulas/draw-formula.ts';
import { readAtom } from '../../src/rendering/markdown/atoms.ts';
import { readBoxed, toUnicode } from '../../src/rendering/maths/unicode-maths.ts';
import { pageRooms } from '../../src/rendering/page-room.ts';
import { createPageSplitter } from '../../src/rendering/pages/page-splitter.ts';
import { withoutCode } from '../support/code-lines.ts';
import { isCorpusMissing, readTranscripts } from '../support/corpus.ts';

type Look = 'picture' | 'unicode' | 'code';
type Counts = Record<Look, number>;

/** On lines of their own, with their code. The same formula may come again. */
function displayFormulas(answer: string): { tex: string; code: string }[] {
  const pages = createPageSplitter(pageRooms).split(answer, { isComplete: true });
  return pages.flatMap(({ parts }) => parts.filter((part) => part.type === 'formula'));
}

function inlineFormulas(answer: string): string[] {
  const source = `${withoutCode(answer)}\n\n`;
  const found: string[] = [];
  for (let at = 0; at < source.length;) {
    const atom = readAtom(source, at);
    if (typeof atom === 'object' && atom.type === 'formula' && !atom.isDisplay)
      found.push(atom.tex);
    at = typeof atom === 'object' ? atom.end : at + 1;
  }
  return found;
}

async function lookOfDisplay({ tex, code }: { tex: string; code: string }): Promise<Look> {
  const drawing = await drawFormula(tex);
  if (drawing.type === 'drawn') return 'picture';
  return code.startsWith('```') ? 'code' : 'unicode';
}

const drawFormula = createDrawFormula();

function lookOfInline(tex: string): Look {
  return toUnicode(readBoxed(tex) ?? tex) === undefined ? 'code' : 'unicode';
}

function count(looks: readonly Look[]): Counts {
  const counts = { picture: 0, unicode: 0, code: 0 };
  for (const look of looks) counts[look] += 1;
  return counts;
}

function tableOf(rows: Record<string, Counts>): string {
  const lines = Object.entries(rows).map(([name, counts]) => [name, ...Object.values(counts)]);
  return [['formulas', 'picture', 'unicode', 'code'], ...lines]
    .map((line) => line.map((cell) => String(cell).padStart(9)).join(''))
    .join('\n');
}

const sum = ({ picture, unicode, code }: Counts) => picture + unicode + code;

describe.skipIf(isCorpusMissing)('the formulas of all recorded answers', () => {
  const answers = isCorpusMissing ? [] : readTranscripts().map(({ answer }) => answer ?? '');
  let display = count([]);
  let inline = count([]);

  beforeAll(async () => {
    const looks: Look[] = [];
    for (const formula of answers.flatMap(displayFormulas))
      looks.push(await lookOfDisplay(formula));
    display = count(looks);
    inline = count(answers.flatMap(inlineFormulas).map(lookOfInline));
    process.stdout.write(`${tableOf({ display, inline })}\n`);
  });

  it('are pictures where they stand alone', () => {
    expect(sum(display)).toBeGreaterThan(150);
    expect(display.picture / sum(display)).toBeGreaterThan(0.98);
  });

  it('are Unicode within a line, and seldom code', () => {
    expect(sum(inline)).toBeGreaterThan(750);
    expect(inline.unicode / sum(inline)).toBeGreaterThan(0.95);
  });
});
