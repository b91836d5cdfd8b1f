// The card that a formula stands on: the picture's size, colours and letter size. Runs in the drawing thread.
import { Resvg } from '@resvg/resvg-js';
import type { Shapes } from './typeset.ts';

/**
 * In pixels. Every card has the same width, so that Discord scales all pictures of a reply alike, to the width of its
 * column: 550 points on a desktop, about 340 on a phone. That makes an em 22 and 14 points.
 */
const card = { width: 880, maxHeight: 1_200, padX: 32, padY: 28, cornerRadius: 16 };
const fullEm = 36;
/** Readable on a phone at 9 points. */
const smallestEm = 23;

/** Near Discord's own dark code block, readable on the light theme as well. */
const colours = { card: '#2b2d31', ink: '#f2f3f5' };

/** What MathJax leaves to a stylesheet: the lines of tables, in thousandths of an em. */
const style = [
  '[data-frame],[data-line]{stroke-width:60px;fill:none}',
  '.mjx-dashed{stroke-dasharray:140}',
  '.mjx-dotted{stroke-linecap:round;stroke-dasharray:0,140}',
].join('');

/** How long a line may be at the full letter size. */
export const lineEms = (card.width - 2 * card.padX) / fullEm;

export type Card =
  | { type: 'drawn'; png: Uint8Array }
  | { type: 'refused'; reason: 'too-wide' | 'too-tall' };

export function drawCard(shapes: Shapes): Card {
  const em = Math.min(fullEm, (1_000 * (card.width - 2 * card.padX)) / shapes.width);
  if (em < smallestEm) return { type: 'refused', reason: 'too-wide' };
  const height = Math.ceil((shapes.height * em) / 1_000) + 2 * card.padY;
  if (height > card.maxHeight) return { type: 'refused', reason: 'too-tall' };
  const resvg = new Resvg(cardSvg(shapes, { scale: em / 1_000, height }), {
    font: { loadSystemFonts: false },
  });
  return { type: 'drawn', png: resvg.render().asPng() };
}

function cardSvg(shapes: Shapes, { scale, height }: { scale: number; height: number }): string {
  const { width, padX, padY, cornerRadius } = card;
  const place = `translate(${padX} ${padY}) scale(${scale}) translate(${-shapes.left} ${-shapes.top})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" color="${colours.ink}">`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${height}" rx="${cornerRadius}" fill="${colours.card}"/>`,
    `<g transform="${place}">${shapes.svg}</g></svg>`,
  ].join('');
}
