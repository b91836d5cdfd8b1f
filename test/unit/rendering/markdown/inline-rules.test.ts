import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAtom } from '../../../../src/rendering/markdown/atoms.ts';
import { inlineRoomBound, marksRoom } from '../../../../src/rendering/markdown/inline-room.ts';
import { plainInline } from '../../../../src/rendering/markdown/plain-inline.ts';
import type { InlinePart } from '../../../../src/rendering/markdown/show-inline.ts';
import { partMasks } from '../../../../src/rendering/markdown/mask-ends.ts';
import { showInline } from '../../../../src/rendering/markdown/show-inline.ts';
import { roomOf } from '../../../../src/rendering/room.ts';
import { readDiscord } from '../../../support/discord-reader.ts';
import type { Span } from '../../../support/discord-reader.ts';
import { hostileInline, wordsOf } from '../../../support/hostile-inline.ts';

const numRuns = 200;

function markdownOf(parts: readonly InlinePart[]): string[] {
  return parts.map((part) => (part.type === 'text' ? part.text : part.code));
}

function readParts(parts: readonly InlinePart[]): Span[] {
  return markdownOf(parts).flatMap((markdown) => readDiscord(markdown));
}

/** What a click leads to is no text: words of the source that stand in an address may be there alone. */
function wordsShown(parts: readonly InlinePart[]): string[] {
  return readParts(parts).flatMap(({ text }) => wordsOf(text));
}

function textOf(parts: readonly InlinePart[]): string {
  return readParts(parts)
    .map(({ text }) => text)
    .join('');
}

/** Links hide their address behind their words, which is what they are for. */
function isMasked(source: string): boolean {
  return /\]\([^)]*w/.test(source);
}

function roomOfParts(parts: readonly InlinePart[]): number {
  return (
    markdownOf(parts).reduce((room, markdown) => room + roomOf(markdown), 0) +
    Math.max(0, parts.length - 1)
  );
}

/** Places between words that no atom covers. */
function borders(source: string): number[] {
  const places: number[] = [];
  for (let at = 0; at < source.length;) {
    const atom = readAtom(`${source}\n\n`, at);
    at = typeof atom === 'object' ? atom.end : at + 1;
    const [before = '', after = ''] = [source[at - 1], source[at]];
    if (before !== after && !(/\w/.test(before) && /\w/.test(after))) places.push(at);
  }
  return places;
}

describe('inline Markdown, whatever it is made of', () => {
  it('shows every word once and in order', () => {
    fc.assert(
      fc.property(hostileInline(12), (source) => {
        fc.pre(!isMasked(source));
        expect(
          wordsShown(showInline(source).parts),
          JSON.stringify(markdownOf(showInline(source).parts)),
        ).toEqual(wordsOf(source));
      }),
      { numRuns },
    );
  });

  it('has no spoiler, mention, heading, quote or code block in it', () => {
    fc.assert(
      fc.property(hostileInline(12), fc.boolean(), (source, isWhole) => {
        const { parts } = showInline(source, { isWhole });
        for (const part of parts) {
          // As a message shows it: a link before code that holds the end of one is parted there.
          const spans = part.type === 'text' ? readDiscord(partMasks(part.text)) : [];
          const styles = new Set(spans.flatMap((span) => span.styles));
          for (const style of ['spoiler', 'heading', 'small', 'quote', 'block'] as const) {
            expect(styles, JSON.stringify(part)).not.toContain(style);
          }
          expect(
            spans.filter(({ isMention }) => isMention),
            JSON.stringify(part),
          ).toEqual([]);
        }
      }),
      { numRuns },
    );
  });

  it('invites to no server', () => {
    fc.assert(
      fc.property(hostileInline(12), fc.boolean(), (source, isWhole) => {
        const { parts } = showInline(source, { isWhole });
        for (const markdown of markdownOf(parts)) {
          const open = markdown.replaceAll(/\\`|(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
          expect(open).not.toMatch(/discord(?:\.gg|(?:app)?\.com\/invite)\.?\/\w/i);
        }
      }),
      { numRuns },
    );
  });

  it('leaves no mark visible that it wrote itself', () => {
    fc.assert(
      fc.property(hostileInline(12), fc.boolean(), (source, isWhole) => {
        const { parts } = showInline(source, { isWhole });
        const count = (text: string): number => text.split('*').length - 1;
        expect(count(textOf(parts)), JSON.stringify(markdownOf(parts))).toBeLessThanOrEqual(
          count(source) + 3 * (source.split('&#42;').length - 1),
        );
      }),
      { numRuns },
    );
  });

  it('links to nothing but the web', () => {
    fc.assert(
      fc.property(hostileInline(12), (source) => {
        const links = readParts(showInline(source).parts).flatMap(({ link }) => link ?? []);
        expect(links.filter((link) => !/^https?:\/\//.test(link))).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('loses nothing when cut between two atoms', () => {
    fc.assert(
      fc.property(hostileInline(12), fc.nat(), (source, choice) => {
        fc.pre(!isMasked(source));
        const places = borders(source);
        const cut = places[choice % places.length] ?? 0;
        const first = showInline(source.slice(0, cut), { isWhole: false });
        const second = showInline(source.slice(cut), { openMarks: first.openMarks });
        expect(
          wordsShown([...first.parts, ...second.parts]).join(''),
          JSON.stringify([...first.parts, ...second.parts]),
        ).toBe(wordsOf(source).join(''));
      }),
      { numRuns },
    );
  });

  it('keeps to its bound of room, which adds up over stretches', () => {
    fc.assert(
      fc.property(hostileInline(12), fc.nat(), fc.boolean(), (source, choice, isWhole) => {
        const places = borders(source);
        const cut = places[choice % places.length] ?? 0;
        const bound = inlineRoomBound(source.slice(0, cut)) + inlineRoomBound(source.slice(cut));
        for (const openMarks of [[], ['**'], ['~~', '***', '<u>']]) {
          const { parts } = showInline(source, { openMarks, isWhole });
          expect(roomOfParts(parts), JSON.stringify(markdownOf(parts))).toBeLessThanOrEqual(
            bound + marksRoom,
          );
        }
      }),
      { numRuns },
    );
  });

  it('reads every beginning of a text as the whole text, or leaves it open', () => {
    fc.assert(
      fc.property(hostileInline(8), fc.nat(), (source, choice) => {
        const end = choice % (source.length + 1);
        const beginning = source.slice(0, end);
        const changed = Array.from({ length: end }, (_, at) => at).filter((at) => {
          const early = readAtom(beginning, at);
          return early !== 'open' && JSON.stringify(early) !== JSON.stringify(readAtom(source, at));
        });
        expect(changed, beginning).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('is plain where it must be, with every word', () => {
    fc.assert(
      fc.property(hostileInline(12), (source) => {
        fc.pre(!isMasked(source));
        expect(wordsOf(plainInline(source))).toEqual(wordsOf(source));
      }),
      { numRuns },
    );
  });
});

describe('long inline Markdown', () => {
  const hang = 2_000;

  it.each(['*', '_', '[', '`', '<', '&', '\\', '$', '(', '~', ' '])(
    'is read in little time if it is 100,000 times %j',
    (character) => {
      const source = character.repeat(100_000);
      const began = performance.now();
      showInline(source);
      inlineRoomBound(source);
      for (let at = 0; at < source.length; at += 1) readAtom(source, at);
      expect(performance.now() - began).toBeLessThan(hang);
    },
  );

  it.each([
    '**a*b ',
    '`a``b ',
    '[a](',
    '<sub>',
    '<i>*',
    'http://',
    String.raw`\(`,
    String.raw`\[`,
    '\\\n',
  ])('is read in little time if it is %j over and over', (piece) => {
    const source = piece.repeat(10_000 / piece.length);
    const began = performance.now();
    showInline(source);
    inlineRoomBound(source);
    expect(performance.now() - began).toBeLessThan(hang);
  });
});
