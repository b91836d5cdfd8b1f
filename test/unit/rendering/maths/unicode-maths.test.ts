import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBoxed, toUnicode } from '../../../../src/rendering/maths/unicode-maths.ts';

const tex = String.raw;

/** Of one kind: TeX and what it becomes. */
function becomes(kind: string, examples: [string, string][]) {
  it.each(examples)(`${kind}: %s`, (source, expected) => {
    expect(toUnicode(source)).toBe(expected);
  });
}

describe('a formula in Unicode', () => {
  becomes('sets blanks around relations and operators', [
    [tex`x^2+1\le 5`, 'x² + 1 ≤ 5'],
    ['a-b', 'a − b'],
    [tex`8\times5`, '8 × 5'],
    [tex`A \cup B \subseteq C`, 'A ∪ B ⊆ C'],
    [tex`\Rightarrow x=5`, '⇒ x = 5'],
    [tex`a \not= b, a \not\in B`, 'a ≠ b, a ∉ B'],
    ['x≤5', 'x ≤ 5'],
  ]);

  becomes('sets none after a sign in front', [
    ['-x', '−x'],
    ['(-2, 2)', '(−2, 2)'],
    [tex`2\times-3`, '2 × −3'],
    ['2x = -z', '2x = −z'],
    ['|-x| - |y|', '|−x| − |y|'],
  ]);

  becomes('raises and lowers what can be raised and lowered', [
    ['a_n', 'aₙ'],
    ['x^{n+1}', 'xⁿ⁺¹'],
    ['10^{-3}', '10⁻³'],
    ['x^{2+y}', 'x²⁺ʸ'],
    ['T_6^{2}', 'T₆²'],
    ['A^T = A^{-1}', 'Aᵀ = A⁻¹'],
    [tex`x_{\text{max}}`, 'xₘₐₓ'],
    [tex`90^\circ`, '90°'],
    ["f''(x)", 'f″(x)'],
    [tex`f^\prime`, 'f′'],
    ['{}^{14}C', '¹⁴C'],
    [tex`\log_2 8`, 'log₂ 8'],
    [tex`\int_0^1 x\,dx`, '∫₀¹ x dx'],
  ]);

  becomes('writes a fraction in one line', [
    [tex`\frac{1}{2}x`, '½x'],
    [tex`2\frac12`, '2½'],
    [tex`\dfrac{r}{10}`, 'r/10'],
    [tex`\frac{dy}{dx}`, 'dy/dx'],
    [tex`\frac{n(n+1)}{2}`, 'n(n + 1)/2'],
    [tex`\frac{n!}{k!}`, 'n!/k!'],
    [tex`\frac{\sin(x)}{\cos(x)}`, 'sin(x)/cos(x)'],
    [tex`\frac{(x-h)^2}{a^2}`, '(x − h)²/a²'],
    [tex`\frac{\text{путь}}{\text{время}}`, 'путь/время'],
  ]);

  becomes('keeps the meaning of a fraction with parentheses', [
    [tex`\frac{a+b}{c}`, '(a + b)/c'],
    [tex`\frac{a}{bc}`, 'a/(bc)'],
    [tex`\frac{a}{-b}`, 'a/(−b)'],
    [tex`\frac{1}{n(n+1)}`, '1/(n(n + 1))'],
    [tex`\frac{4}{3}\pi r^3`, '(4/3)πr³'],
    [tex`\frac{3}{7}\,x`, '(3/7) x'],
    [tex`a/\frac{b}{c}`, 'a/(b/c)'],
    [tex`a\div\frac{b}{c}`, 'a ÷ (b/c)'],
    [tex`\sin\frac{\pi}{2}`, 'sin(π/2)'],
    [tex`\frac{\ln a}{2}`, '(ln a)/2'],
    [tex`\frac{\sqrt{2}}{5}`, '(√2)/5'],
    [tex`\frac{\text{total cost}}{n}`, '(total cost)/n'],
  ]);

  it('writes all fractions of a line in one way', () => {
    expect(toUnicode(tex`\frac{1}{2} + \frac{1}{3}`)).toBe('½ + ⅓');
    expect(toUnicode(tex`2 \times \frac{2}{3} = \frac{4}{3}`)).toBe('2 × 2/3 = 4/3');
  });

  becomes('shows how far a root reaches', [
    [tex`16\sqrt{3}`, '16√3'],
    [tex`\sqrt2`, '√2'],
    [tex`\sqrt{x+1}`, '√(x + 1)'],
    [tex`\sqrt[3]{x}`, '∛x'],
    [tex`\sqrt{2}x`, '√(2)x'],
    [tex`\sqrt{2}^2`, '(√2)²'],
    [tex`\sqrt{2}/5`, '√(2)/5'],
    [tex`\sqrt{2} \text{ cm}`, '√2 cm'],
  ]);

  becomes('keeps words, and the blanks that part them', [
    [tex`8 \, \text{hours} \times 18`, '8 hours × 18'],
    [tex`3 \text{ hours} \times \$35/\text{hour} = \$105`, '3 hours × $35/hour = $105'],
    [tex`3\text{人} \text{から}`, '3人 から'],
    [tex`\text{if } x > 0`, 'if x > 0'],
    [tex`A \text{ is a Knave}`, 'A is a Knave'],
    ['if x', 'if x'],
    [tex`5\,\mathrm{cm}`, '5 cm'],
    [tex`50\% \text{ of \$5}`, '50% of $5'],
  ]);

  const sentence = 'It is not possible to measure exactly 20 minutes with the given setup.';
  becomes('is as long as its words if it is nothing but words', [
    [tex`\text{${sentence}}`, sentence],
    [tex` \textbf{${sentence}} `, sentence],
    [tex`\mathrm{${sentence}}`, sentence],
  ]);

  becomes('sets functions apart from what they are taken of', [
    [tex`2\sin x\cos x`, '2 sin x cos x'],
    [tex`8 \sin(\theta)`, '8 sin(θ)'],
    [tex`\arccos\left(\frac{9}{17}\right)`, 'arccos(9/17)'],
    [tex`O(n\log n)`, 'O(n log n)'],
    [tex`N \equiv -5 \pmod{8}`, 'N ≡ −5 (mod 8)'],
    [tex`\operatorname{lcm}(4, 6)`, 'lcm(4, 6)'],
  ]);

  becomes('knows the letters of maths', [
    [tex`x \in \mathbb{R}^n`, 'x ∈ ℝⁿ'],
    [tex`\alpha\beta + \Delta x`, 'αβ + Δx'],
    [tex`\hat{v_1}`, 'v̂₁'],
    [tex`\hat{x}`, 'x̂'],
    [tex`\overline{AB}`, 'A̅B̅'],
    [tex`\mathbf{F}`, '𝐅'],
    [tex`\triangle ABC`, '△ABC'],
  ]);

  becomes('knows brackets, bars and lists', [
    [tex`\{x \mid x > 0\}`, '{x | x > 0}'],
    ['P(A|B)', 'P(A|B)'],
    [tex`\left\lfloor \frac{n}{2} \right\rfloor`, '⌊n/2⌋'],
    [tex`\|v\|`, '‖v‖'],
    [tex`1, 2, \ldots, n`, '1, 2, …, n'],
    ['1,000', '1,000'],
    ['1{,}000', '1,000'],
    [tex`f: A \to B`, 'f: A → B'],
    [tex`x = 1 \quad y = 2`, 'x = 1\u2003y = 2'],
  ]);

  it.each([
    ['a letter that cannot be raised', 'x^{q}'],
    ['a letter that cannot be lowered', 'v_y'],
    ['a slash that cannot be raised', '2^{1/8}'],
    ['a power of a power', 'x^{y^2}'],
    ['two exponents', 'x^2{}^3'],
    ['limits', tex`\sum_{i=1}^{n} i`],
    ['a limit', tex`\lim_{x \to 0} f(x)`],
    ['a mark that fonts lack', tex`\vec{v}`],
    ['a matrix', tex`\begin{pmatrix}1\end{pmatrix}`],
    ['a stack', tex`\binom{n}{k}`],
    ['a fraction in a fraction', tex`\frac{\frac{a}{b}}{3}`],
    ['a power of a fraction', tex`\frac{a}{b}^2`],
    ['what may be a mixed number', tex`2\frac{3}{7}`],
    ['a root of degree n', tex`\sqrt[n]{x}`],
    ['two lines', tex`x \\ y`],
    ['a column', 'x & y'],
    ['a comment', 'a %b'],
    ['maths in words', tex`\text{a $x$ b}`],
    ['a bar for a place', tex`\left. x \right|_0`],
    ['an unknown command', tex`\unknown`],
    ['an open brace', '{a'],
    ['a brace too many', 'a}'],
    ['an exponent to come', 'x^'],
    ['a fraction to come', tex`\frac{1}`],
    ['text that turns the line around', '\\text{a\u202eb}'],
    ['nothing', tex`\,`],
    ['more than a line of chat', Array.from({ length: 20 }, () => 'x').join(' + ')],
  ])('does not say %s', (_, source) => {
    expect(toUnicode(source)).toBeUndefined();
  });
});

describe('a boxed formula', () => {
  it.each([
    [tex`\boxed{42}`, '42'],
    [tex` \boxed{ \{ -2, 1 \} } `, tex`\{ -2, 1 \}`],
    [tex`\boxed{\frac{1}{2}}`, tex`\frac{1}{2}`],
  ])('holds: %s', (source, content) => {
    expect(readBoxed(source)).toBe(content);
  });

  it.each(['42', tex`x = \boxed{42}`, tex`\boxed{1} + \boxed{2}`, tex`\boxed{1`])(
    'is nothing but its box: not %s',
    (source) => {
      expect(readBoxed(source)).toBeUndefined();
    },
  );

  it('becomes what it holds', () => {
    expect(toUnicode(tex`\boxed{6\sqrt{2}}`)).toBe('6√2');
  });
});

const signs =
  String.raw`x AB 2 . , + - = / | ( ) [ ] ' ! : ~ & % { } ^ _ \ \frac \sqrt \sqrt[3] \text{ \left \right \vec
  \mathbb{R} \alpha \sin \sum \not \pmod \boxed{ \, \quad \div \operatorname{ \\ \{ \| 人 😀`.split(
    /\s+/,
  );
const pieces = fc.constantFrom(...signs, ' ', '\n', '\uD800', '\u202E', '\u0301');
const hostileTex = fc.array(pieces, { maxLength: 16 }).map((parts) => parts.join(''));

describe('writing a formula in Unicode', () => {
  it('never throws, and never gives what shows nothing', () => {
    fc.assert(
      fc.property(fc.oneof(hostileTex, fc.string({ unit: 'binary' })), (source) => {
        expect(toUnicode(source) ?? 'code').toMatch(/^[^\s\p{C}](?:[^\n\p{C}]*[^\s\p{C}])?$/u);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every letter and digit, in order', () => {
    const value = fc.constantFrom('x', 'y', '2', '30', 'k', 'h');
    const sum = fc
      .array(fc.tuple(value, fc.constantFrom('+', '-', '=', '\\times', ' ', ', ', '/')), {
        minLength: 1,
        maxLength: 8,
      })
      .map((terms) => terms.flat());
    fc.assert(
      fc.property(sum, (terms) => {
        const source = terms.join('');
        const kept = (from: string) => from.replaceAll(/\\times|[^a-z\d]/g, '');
        expect(kept(toUnicode(source) ?? source)).toBe(kept(source));
      }),
    );
  });

  it.each(['{', '\\frac', '\\sqrt{', 'x^', '\\left(', '\\boxed{', '\\not', '\\text{'])(
    'gives up on ten thousand of them, in no time: %s',
    (piece) => {
      const startedAt = performance.now();
      expect(toUnicode(piece.repeat(10_000))).toBeUndefined();
      expect(() => toUnicode(piece.repeat(50))).not.toThrow();
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    },
  );
});
