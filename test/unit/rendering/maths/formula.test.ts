import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxFormulaRoom, readFormula } from '../../../../src/rendering/maths/formula.ts';

const tex = String.raw;

/** Nothing follows. */
function readWhole(source: string, at = 0) {
  return readFormula(`${source}\n\n`, at);
}

/** The first formula of a text, by its TeX. */
function firstIn(source: string): string | undefined {
  for (let at = 0; at < source.length; at += 1) {
    const formula = readWhole(source, at);
    if (typeof formula === 'object') return formula.tex;
  }
  return undefined;
}

describe('a formula', () => {
  it.each([
    [tex`\( x^2 \) is`, 'x^2', false],
    [tex`\[ x = 5 \]`, 'x = 5', true],
    ['$$ a + b $$', 'a + b', true],
    ['$a + b$.', 'a + b', false],
    ['$ x $', 'x', false],
    [tex`\begin{cases} 1 \\ 2 \end{cases}`, tex`\begin{cases} 1 \\ 2 \end{cases}`, true],
    [tex`\begin{align*} a &= b \end{align*}`, tex`\begin{align*} a &= b \end{align*}`, true],
    [tex`\boxed{42} dogs`, tex`\boxed{42}`, false],
    [tex`\boxed{42}`, tex`\boxed{42}`, true],
  ])('begins at %s', (source, expected, isDisplay) => {
    expect(readWhole(source)).toMatchObject({ tex: expected, isDisplay });
  });

  it('says where it stands, delimiters included', () => {
    expect(readWhole('let $x$ be', 4)).toEqual({ start: 4, end: 7, tex: 'x', isDisplay: false });
  });

  it.each([
    [tex`\(\text{if \( x \) is odd}\)`, tex`\text{if \( x \) is odd}`],
    [tex`\( \text{\( x \)} \alpha \)`, tex`\text{\( x \)} \alpha`],
    [tex`\( \{ \} \)`, tex`\{ \}`],
    [tex`\[ a \\[2pt] b \]`, tex`a \\[2pt] b`],
    [tex`$\$5 + \$6$`, tex`\$5 + \$6`],
    [tex`\boxed{\frac{1}{2}}`, tex`\boxed{\frac{1}{2}}`],
    ['\\(a\n+ b\\)', 'a\n+ b'],
    [tex`\[ \frac{1}{ \]`, tex`\frac{1}{`],
    [
      tex`\begin{aligned}\begin{cases}1\end{cases}\end{aligned}`,
      tex`\begin{aligned}\begin{cases}1\end{cases}\end{aligned}`,
    ],
  ])('ends where its own delimiter stands: %j', (source, expected) => {
    expect(readWhole(source)).toMatchObject({ end: source.length, tex: expected });
  });

  it.each([
    ['has a blank line in it', '\\( a\n \nb \\)'],
    ['is empty', tex`\( \)`],
    ['is empty display', '$$$$'],
    ['has a brace too many', tex`\( } \)`],
    ['begins anew before it has ended', tex`\( a \( b \)`],
    ['is not closed', tex`\( a`],
    ['is no environment of maths', tex`\begin{itemize} a \end{itemize}`],
    ['is an escaped word of Markdown', tex`\[optional\]`],
    ['is an escaped link of Markdown', tex`\[not a link\](x)`],
    ['is an escaped footnote of Markdown', tex`\[1\]`],
    ['is an aside of Markdown', tex`\(see below\)`],
  ])('is none where it %s', (_, source) => {
    expect(readWhole(source)).toBeUndefined();
  });

  it('does not begin after a backslash', () => {
    expect(readWhole(tex`\\(x\)`, 1)).toBeUndefined();
    expect(readWhole(tex`\$x$`, 1)).toBeUndefined();
  });

  it('is no longer than its limit', () => {
    const ofLength = (length: number) => `\\(${'2'.repeat(length - 4)}\\)`;
    expect(readFormula(ofLength(maxFormulaRoom), 0)).toMatchObject({ end: maxFormulaRoom });
    expect(readFormula(ofLength(maxFormulaRoom + 1), 0)).toBeUndefined();
  });

  it('is open only as long as it may still become one', () => {
    expect(readFormula(tex`\(x`, 0)).toBe('open');
    expect(readFormula(tex`\be`, 0)).toBe('open');
    expect(readFormula(`\\(${'x'.repeat(maxFormulaRoom)}`, 0)).toBeUndefined();
    expect(readFormula('$40 and Jason', 0)).toBeUndefined();
  });
});

describe('a box on its own', () => {
  it('is display maths if it is all that its line holds', () => {
    const source = 'So:\n\\boxed{11}  \nDone';
    expect(readWhole(source, 4)).toMatchObject({ isDisplay: true });
  });

  it('stays in its line if that holds more', () => {
    expect(readWhole(tex`**Answer:** \boxed{11}`, 12)).toMatchObject({ isDisplay: false });
    expect(readWhole(tex`\boxed{11} degrees`)).toMatchObject({ isDisplay: false });
  });
});

describe('a dollar sign', () => {
  it.each([
    ['the value $v$ is', 'v'],
    ['$(x, y)$', '(x, y)'],
    ['$AB$', 'AB'],
    ['$12$', '12'],
    ['$|x|$', '|x|'],
    ['$[0, 1)$', '[0, 1)'],
    ['the $n$th', 'n'],
    ['an $x$-axis', 'x'],
    ['求$x$的值', 'x'],
    ['（範囲：$3\\text{人}$）', '3\\text{人}'],
    ['$ a + b $', 'a + b'],
    [tex`$\boxed{3}$`, tex`\boxed{3}`],
    [tex`$5 \times 3$`, tex`5 \times 3`],
    ['$\\sin x$', '\\sin x'],
    ['$f(x) = 2x + 1$', 'f(x) = 2x + 1'],
    ['$v_{total}$', 'v_{total}'],
  ])('opens a formula: %s', (source, expected) => {
    expect(firstIn(source)).toBe(expected);
  });

  it.each([
    'Fred had $111, and Jason had $40.',
    'a total of $3 + $49 = $52',
    'the ball costs $0.05 (or 5 cents), the bat $1.05',
    '0.10 × $1,300 = **$130**',
    'from $5-$10, or $5/$10, or $5–$10',
    '| $100 | $200 |',
    '|$100|$200|',
    '|$1|2|$3|',
    'US$ 3 and A$ 5',
    '5 $ and 10 $',
    '5 $ + 3 $ = 8 $',
    '$HOME/$PATH',
    '$HOME$PATH',
    '$1 $2',
    '$1$2',
    '"$1","$2"',
    '${name}-${id}',
    '${models[$RANDOM % ${#models[@]}]}',
    'for $i<$n',
    '$x=$y;',
    '$a->$b',
    '$var2, etc. So if $var3?',
    '$OLLAMA_LIB_PATH and $FOO_BAR',
    '遇到$会进入$状态',
    'PID $$ of the shell, then $$ again',
    '$',
    '$$',
    '$$$',
  ])('is a dollar sign: %s', (source) => {
    expect(firstIn(source)).toBeUndefined();
  });
});

const signs =
  String.raw`\( \) \[ \] $ $$ \$ \\ { } x 5 | \begin{ cases} \end{cases} \begin{cases} \boxed{ \alpha
  \ ^ _ = word 人 😀 ( ) , - th HOME \text{ 𝑥`.split(/\s+/);
const pieces = fc.constantFrom(...signs, ' ', '\n', '\t', '\n\n', ' and ', '\uD800');
const hostileText = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(''));

describe('reading a formula', () => {
  it('gives the same for what has arrived as for the whole, or waits', () => {
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 30 }), (source, at) => {
        // Before its first character has come there is nothing to be open.
        const prefixes = Array.from(source.slice(at + 1), (_, index) =>
          source.slice(0, at + index + 1),
        );
        const decided = prefixes
          .map((prefix) => readFormula(prefix, at))
          .filter((it) => it !== 'open');
        expect(decided).toEqual(decided.map(() => readFormula(source, at)));
      }),
      { numRuns: 500 },
    );
  });

  it('decides everything once a blank line follows', () => {
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 30 }), (source, at) => {
        fc.pre(at < source.length);
        expect(readWhole(source, at)).not.toBe('open');
      }),
      { numRuns: 500 },
    );
  });

  it('asks nothing of the text before but its last character', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (before, source) => {
        const inPlace = readWhole(before + source, before.length);
        const alone = readWhole(before.slice(-1) + source, before === '' ? 0 : 1);
        const shift = before === '' ? 0 : before.length - 1;
        expect(inPlace).toEqual(
          typeof alone === 'object'
            ? { ...alone, start: alone.start + shift, end: alone.end + shift }
            : alone,
        );
      }),
    );
  });

  it('keeps to the source: a formula is not empty and stands between its offsets', () => {
    fc.assert(
      fc.property(hostileText, (source) => {
        const formula = readWhole(source);
        if (typeof formula !== 'object') return;
        expect(formula.tex.trim()).not.toBe('');
        expect(source.slice(formula.start, formula.end)).toContain(formula.tex);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '\\(',
    '\\({',
    '\\[{\\(',
    '$',
    '$$a',
    '${',
    '$a{',
    '\\begin{cases}',
    '\\boxed{',
    '\\(\n',
    '\\\\',
    '{',
  ])('takes no longer than the text is long: %j', (piece) => {
    const source = piece.repeat(Math.ceil(100_000 / piece.length));
    const startedAt = performance.now();
    for (let at = 0; at < source.length; at += 1) readFormula(source, at);
    // It takes a tenth of a second; squared it would be minutes.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
