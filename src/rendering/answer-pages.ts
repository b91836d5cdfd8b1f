// The pages of an answer as messages, before anything else stands on them.
import type { FormulaLook } from './formula-picture.ts';
import type { Frame } from './frame.ts';
import { renderPageBody } from './page-body.ts';
import type { Page } from './pages/page.ts';
import type { ReplyView } from './view.ts';

interface ShownPage {
  looks: readonly FormulaLook[];
  canAttach: boolean;
  frame: Frame;
}

type RenderPage = (page: Page, view: Pick<ReplyView, 'lookUpFormula' | 'canAttach'>) => Frame;

/** A page gives the same frame again as long as its pictures are the same. */
export function createPageRenderer(): RenderPage {
  const shown = new WeakMap<Page, ShownPage>();
  return (page, { lookUpFormula, canAttach = true }) => {
    const lookUp = canAttach ? lookUpFormula : undefined;
    const looks = page.parts.flatMap((part): FormulaLook[] =>
      part.type === 'formula' ? [lookUp?.(part.tex) ?? 'refused'] : [],
    );
    const known = shown.get(page);
    if (known?.canAttach === canAttach && isSame(known.looks, looks)) return known.frame;
    const frame = renderPageBody({ parts: page.parts, looks, canAttach });
    shown.set(page, { looks, canAttach, frame });
    return frame;
  };
}

/** Pictures of one name are the same. */
function isSame(one: readonly FormulaLook[], other: readonly FormulaLook[]): boolean {
  return one.every((look, index) => nameOf(look) === nameOf(other[index]));
}

function nameOf(look: FormulaLook | undefined): string | undefined {
  return typeof look === 'object' ? look.fileName : look;
}
