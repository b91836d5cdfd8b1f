// One formula from TeX to a picture, or why there is none. Runs in the drawing thread.
import { drawCard, lineEms, type Card } from './card.ts';
import { createTypesetter, type Typeset } from './typeset.ts';

export type Drawing =
  | Card
  | Extract<Typeset, { type: 'refused' }>
  // MathJax or resvg stumbled. The error may quote the formula, so it goes no further.
  | { type: 'refused'; reason: 'drawing-broke' };

/** Never rejects. Not to be called again before it has resolved. */
export type DrawFormula = (tex: string) => Promise<Drawing>;

export function createDrawFormula(): DrawFormula {
  const typesetter = createTypesetter({
    openGlyphs: async () => {
      const { openCjkGlyphs } = await import('./cjk-glyphs.ts');
      return openCjkGlyphs();
    },
  });
  return async (tex) => {
    try {
      const typeset = await typesetter.typeset(tex, { lineEms });
      return typeset.type === 'typeset' ? drawCard(typeset.shapes) : typeset;
    } catch {
      return { type: 'refused', reason: 'drawing-broke' };
    }
  };
}
