// Whether a run of emphasis marks may open or close, told from what stands on its two sides. CommonMark's rules, but
// for four places where models mean something else: next to Chinese or Japanese, which put no blanks between words; where
// bold that ends in punctuation is followed by a word at once (`**Note:**this`); in `2*3*4`, `f(x)*y`, `x**2`, where a
// star behind a value is an operator; and in `src/*.ts`, `/*note*/`, where it belongs to a slash.

export interface Flanking {
  canOpen: boolean;
  canClose: boolean;
  isInsideWord: boolean;
}

type Side = 'blank' | 'punctuation' | 'letter' | 'ideograph';

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function flanking(source: string, start: number, end: number): Flanking {
  const [before, after] = [characterBefore(source, start), characterAt(source, end)];
  const [left, right] = [sideOf(before), sideOf(after)];
  const sides = { isLeft: isFlanking(left, right), isRight: isFlanking(right, left) };
  const isInsideWord = left === 'letter' && right === 'letter';
  if (source[start] === '_') return { ...lowLineFlanking(sides, { left, right }), isInsideWord };
  const isBold = end - start >= 2;
  if (!isBold && (before === '/' || after === '/')) return neverMark;
  const hasDigit = /\d/.test(before + after);
  const isBehindValue = left === 'letter' || /[)\]}]/.test(before);
  return {
    canOpen: sides.isLeft && !(isBehindValue && (hasDigit || !isBold)),
    canClose: isBold ? left !== 'blank' : sides.isRight && !(isInsideWord && hasDigit),
    isInsideWord,
  };
}

function lowLineFlanking(
  { isLeft, isRight }: { isLeft: boolean; isRight: boolean },
  { left, right }: { left: Side; right: Side },
): Pick<Flanking, 'canOpen' | 'canClose'> {
  return {
    canOpen: isLeft && (!isRight || left === 'punctuation'),
    canClose: isRight && (!isLeft || right === 'punctuation'),
  };
}

const neverMark: Flanking = { canOpen: false, canClose: false, isInsideWord: false };

/** Whether marks belong to what stands on their inner side. */
function isFlanking(outer: Side, inner: Side): boolean {
  return inner !== 'blank' && (inner !== 'punctuation' || outer !== 'letter');
}

/** A name between double underscores, as `__init__` or `__FILE__`: no emphasis, while `__Note__` is. */
export function dunderAt(source: string, at: number): string | undefined {
  if (/\w/.test(source[at - 1] ?? '')) return undefined;
  const name = /__[\dA-Za-z]+(?:_[\dA-Za-z]+)*__(?!\w)/y;
  name.lastIndex = at;
  const dunder = name.exec(source)?.[0];
  return dunder === undefined || /^__[A-Z][a-z]+__$/.test(dunder) ? undefined : dunder;
}

function sideOf(character: string): Side {
  if (character === '' || /\s/.test(character)) return 'blank';
  if (/[\p{P}\p{S}]/u.test(character)) return 'punctuation';
  return ideograph.test(character) ? 'ideograph' : 'letter';
}

function characterAt(source: string, at: number): string {
  const code = source.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(source: string, at: number): string {
  const isPair = /[\uDC00-\uDFFF]/.test(source[at - 1] ?? '');
  return at === 0 ? '' : characterAt(source, at - (isPair ? 2 : 1));
}
