// TeX to the shapes of a formula, by MathJax. Runs in the drawing thread.
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import type { LiteDocument } from '@mathjax/src/js/adaptors/lite/Document.js';
import { LiteElement } from '@mathjax/src/js/adaptors/lite/Element.js';
import type { LiteText } from '@mathjax/src/js/adaptors/lite/Text.js';
import type { MmlNode } from '@mathjax/src/js/core/MmlTree/MmlNode.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/js/svg.js';
import type { CjkGlyphs } from './cjk-glyphs.ts';
import { preferStatements } from './line-breaks.ts';
import { texPackages } from './tex-packages.ts';

/** Lengths in thousandths of an em. `top` is above the base line and so below 0. */
export interface Shapes {
  /** SVG elements, painted in `currentColor`. */
  svg: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

export type Typeset =
  | { type: 'typeset'; shapes: Shapes }
  | { type: 'refused'; reason: 'bad-tex' | 'nothing-to-see' | 'undrawable-character' };

export interface Typesetter {
  /** Lines longer than `lineEms` are broken where that can be done. */
  typeset(tex: string, options: { lineEms: number }): Promise<Typeset>;
}

/** How MathJax counts lengths that are given to it. Any number does. */
const pixelsPerEm = 16;

/**
 * Bounds of what macros may unfold to: substitutions, and characters at a time (`\def\x{\x\x}\x`). A formula as people
 * write it has a few.
 */
const maxMacros = 1_000;
const maxExpandedChars = 5_000;

/** Scripts of separate letters from left to right. MathJax would set the others without joining or turning them. */
const foreignLetter =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]/u;

/** It takes names of variants, and MathJax prints those that it does not know: text of people in the process's output. */
const forbiddenMacro = String.raw`\mmlToken`;

const ownMacros = {
  // The number of an equation stands behind it; MathJax would make the picture as wide as a page.
  tag: [String.raw`\qquad\text{(#1)}`, 1],
  label: ['', 1],
  notag: '',
  nonumber: '',
  // Of a package that MathJax has not.
  bm: [String.raw`\boldsymbol{#1}`, 1],
};

const colourAttributes = ['mathcolor', 'mathbackground'];

/** Spaces are paths without a course. */
const visibleShape = /<(?:rect|line|ellipse|polygon|polyline) | d="[^"]/;

const lastAscii = 0x7f;

export interface TypesetterOptions {
  /** Called when a first character is met that MathJax's font lacks: most formulas have none. */
  openGlyphs: () => Promise<CjkGlyphs>;
}

export function createTypesetter({ openGlyphs }: TypesetterOptions): Typesetter {
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  // Letters that are rare in formulas (Cyrillic, say) are in files of their own, loaded when they are met.
  mathjax.asyncLoad = (file: string) => import(file);
  const output = new SVG<LiteElement, LiteText, LiteDocument>({
    fontCache: 'none',
    fontData: MathJaxNewcmFont,
    displayAlign: 'left',
    displayOverflow: 'linebreak',
    linebreaks: { inline: false, lineleading: 0.5 },
  });
  let glyphs: Promise<CjkGlyphs> | undefined;

  /** Teaches the font the characters of this formula that it lacks, so that they are set like its own. */
  async function learnGlyphs(tex: string): Promise<void> {
    const known = output.font.getVariant('normal').chars;
    const missing = [...new Set(tex)]
      .map((character) => character.codePointAt(0) ?? 0)
      .filter((character) => character > lastAscii && known[character] === undefined);
    if (missing.length === 0) return;
    glyphs ??= openGlyphs();
    for (const [character, glyph] of await (await glyphs).find(missing)) {
      const define = (variant: string, outline: string) =>
        output.font.defineChars(variant, { [character]: charData(glyph.width, outline) });
      define('normal', glyph.regular);
      define('bold', glyph.bold);
    }
  }

  async function convert(tex: string, lineEms: number): Promise<LiteElement> {
    const document = mathjax.document('', { InputJax: createInput(), OutputJax: output });
    const metrics = { em: pixelsPerEm, containerWidth: lineEms * pixelsPerEm };
    const container: unknown = await mathjax.handleRetriesFor((): unknown =>
      document.convert(tex, { display: true, ...metrics }),
    );
    const svg = container instanceof LiteElement ? adaptor.tags(container, 'svg')[0] : undefined;
    if (!svg) throw new Error('MathJax gave no SVG');
    return svg;
  }

  function shapesOf(svg: LiteElement): Shapes {
    const box = String(adaptor.getAttribute(svg, 'viewBox')).split(' ');
    const [left = 0, top = 0, width = 0, height = 0] = box.map(Number);
    const shapes = svg.children.filter((node) => node instanceof LiteElement);
    const texts = shapes.map((shape) => adaptor.serializeXML(shape));
    return { svg: texts.join(''), left, top, width, height };
  }

  return {
    async typeset(source, { lineEms }) {
      const tex = source.normalize('NFC');
      if (tex.includes(forbiddenMacro)) return refused('bad-tex');
      if (foreignLetter.test(tex)) return refused('undrawable-character');
      await learnGlyphs(tex);
      try {
        const svg = await convert(tex, lineEms);
        // What the font lacks, MathJax leaves to the fonts of the system.
        if (adaptor.tags(svg, 'text').length > 0) return refused('undrawable-character');
        const shapes = shapesOf(svg);
        if (!visibleShape.test(shapes.svg)) return refused('nothing-to-see');
        return { type: 'typeset', shapes };
      } catch (error) {
        if (error instanceof BadTex) return refused('bad-tex');
        throw error;
      }
    },
  };
}

/** Instead of MathJax's picture of the error. */
class BadTex extends Error {}

/** One for each formula, so that what one defines (`\newcommand`, `\def`, labels) is unknown to the next. */
function createInput() {
  const input = new TeX<LiteElement, LiteText, LiteDocument>({
    packages: [...texPackages],
    macros: ownMacros,
    maxMacros,
    maxBuffer: maxExpandedChars,
    formatError: () => {
      throw new BadTex();
    },
  });
  const compile = input.compile.bind(input);
  input.compile = (math, document) => {
    const root = compile(math, document);
    root.walkTree(dropColour);
    preferStatements(root);
    return root;
  };
  return input;
}

/** A colour that suits white paper may be unreadable on our card. Rules are spaces with a background. */
function dropColour(node: MmlNode): void {
  const { attributes } = node;
  const isRule = node.isKind('mspace') && attributes.hasExplicit('mathbackground');
  for (const name of colourAttributes) attributes.unset(name);
  if (isRule) attributes.set('mathbackground', 'currentColor');
}

/** Above and below the base line, as fonts for Chinese have it. */
const cjkHeight = 0.88;
const cjkDepth = 0.12;

function charData(width: number, outline: string): [number, number, number, { p: string }] {
  // MathJax puts the first `M` and the last `Z` itself.
  return [cjkHeight, cjkDepth, width / 1_000, { p: outline.slice(1, -1) }];
}

function refused(reason: Extract<Typeset, { type: 'refused' }>['reason']): Typeset {
  return { type: 'refused', reason };
}
