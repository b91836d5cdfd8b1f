import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createFormulaPictures,
  type FormulaPictures,
} from '../../../src/formulas/formula-pictures.ts';
import { createLogger } from '../../../src/log.ts';
import type { FormulaLook } from '../../../src/rendering/formula-picture.ts';
import { inkOf, isPng, readPng } from '../../support/png.ts';

const limits = { limitMs: 30_000, signal: new AbortController().signal };

function openPictures(): FormulaPictures {
  return createFormulaPictures({ log: createLogger({ level: 'silent' }) });
}

const pictures = openPictures();
afterAll(() => pictures.close());

/** What each formula looks like in the end. */
async function lookUpAll(formulas: readonly string[], from = pictures): Promise<FormulaLook[]> {
  const album = from.openAlbum({ onDrawn: () => {} });
  for (const tex of formulas) album.lookUp(tex);
  await album.settled(limits);
  return formulas.map((tex) => album.lookUp(tex));
}

async function pixelsOf(...formulas: string[]) {
  const looks = await lookUpAll(formulas);
  return looks.map((look, index) => {
    if (typeof look === 'string') throw new Error(`${formulas[index]} is ${look}`);
    return readPng(look.png);
  });
}

const goodFormulas = {
  'a fraction': String.raw`\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`,
  'a matrix': String.raw`\begin{pmatrix} 1 & 0 \\ 0 & \cos\theta \end{pmatrix}`,
  'aligned lines': String.raw`\begin{aligned} x &= 1 \\ y &= x^2 \end{aligned}`,
  'numbered lines': String.raw`\begin{align} x &= 1 \tag{1} \\ y &= 2 \label{y} \end{align}`,
  cases: String.raw`f(x) = \begin{cases} x & x \ge 0 \\ -x & \text{otherwise} \end{cases}`,
  'a box': String.raw`\boxed{\dfrac{13}{15}}`,
  'a sum with limits': String.raw`\sum_{k=1}^{\infty} \frac{1}{k^2} = \frac{\pi^2}{6}`,
  'Greek letters': String.raw`\alpha + \Omega + \text{λόγος}`,
  'Cyrillic words': String.raw`\text{Площадь} = \pi r^2 \text{ см}^2`,
  'Chinese words': String.raw`\text{面积} = \textbf{底} \times 高`,
  'Japanese words': String.raw`\text{ひらがな カタカナ 漢字}`,
  'signs that only a font for Chinese has': String.raw`\text{第①步：}t = 25℃`,
  'signs of money and shares': String.raw`\text{50\% of \$40} = \$20`,
  'signs that mean something in SVG': String.raw`a < b \text{ \& } c > "d"`,
  'bold letters': String.raw`\mathbf{F} = m \bm{a}`,
  'a rule': String.raw`\rule{3em}{1em}`,
};

describe('the picture of a formula', () => {
  it.each(Object.entries(goodFormulas))('shows %s', async (_, tex) => {
    const [look] = await lookUpAll([tex]);
    expect(look).toMatchObject({ fileName: expect.stringMatching(/^formula-[0-9a-f]{16}\.png$/) });
    if (typeof look !== 'object') return;
    expect(isPng(look.png)).toBe(true);
    expect(look.png.length).toBeLessThan(40_000);
    const pixels = readPng(look.png);
    expect([pixels.width, pixels.height > 60, pixels.height < 400]).toEqual([880, true, true]);
    expect(inkOf(pixels)).toBeGreaterThan(100);
  });

  it('is an opaque card with corners that show what is below', async () => {
    const [pixels] = await pixelsOf('x = 5');
    expect(pixels?.at(0, 0)[3]).toBe(0);
    expect(pixels?.at(440, 8)).toEqual([0x2b, 0x2d, 0x31, 255]);
  });

  it('has the same width and letter size for a short and a long formula', async () => {
    const [short, long] = await pixelsOf('x + y', 'x + y + x + y + x');
    expect(long?.height).toBe(short?.height);
  });

  it('breaks a formula that is longer than the card', async () => {
    const terms = Array.from({ length: 40 }, (_, index) => index + 1);
    const [one, many] = await pixelsOf('1 + 2', terms.join(' + '));
    expect(many?.height).toBeGreaterThan(3 * (one?.height ?? 0) - 100);
  });

  it('shows a broad formula that cannot be broken in smaller letters', async () => {
    const [short, broad] = await pixelsOf(
      String.raw`\text{Insufficient~peaches}`,
      String.raw`\text{Insufficient~information~to~determine~the~number~of~peaches}`,
    );
    expect(broad?.height).toBeLessThan(short?.height ?? 0);
  });

  it('shows the lines of a table', async () => {
    const [plain, ruled] = await pixelsOf(
      String.raw`\begin{array}{cc} a & b \\ c & d \end{array}`,
      String.raw`\begin{array}{c|c} a & b \\ \hline c & d \end{array}`,
    );
    expect(ruled && inkOf(ruled)).toBeGreaterThan((plain ? inkOf(plain) : 0) + 200);
  });

  it('shows colours as the ink of the card, where black letters would be lost', async () => {
    const [plain, black] = await pixelsOf('xyz', String.raw`\color{black} xyz`);
    expect(black && inkOf(black)).toBe(plain && inkOf(plain));
  });

  it('shows letters of the CJK planes that no two look alike in', async () => {
    const [one, other] = await pixelsOf(String.raw`\text{面积}`, String.raw`\text{周长}`);
    expect(one && inkOf(one)).not.toBe(other && inkOf(other));
  });
});

const badFormulas = {
  'an unknown macro': String.raw`\foo{x}`,
  'an open brace': String.raw`\frac{1}{`,
  'an open environment': String.raw`\begin{matrix} 1`,
  'an unknown environment': String.raw`\begin{foo} 1 \end{foo}`,
  nothing: '  ',
  'only space': String.raw`\quad`,
  'a link': String.raw`\href{https://example.com}{x}`,
  'a style': String.raw`\style{fill:red}{x}`,
  'a file': String.raw`\includegraphics{/etc/passwd}`,
  'a package': String.raw`\require{html} x`,
  'a character by number': String.raw`\unicode{x1F600}`,
  'an emoji': String.raw`\text{😀}`,
  'letters that no font here has': String.raw`\text{한국어}`,
  'letters that run from right to left': String.raw`\text{שלום}`,
  'letters that must be joined': String.raw`\text{مرحبا}`,
  'something far too broad': String.raw`\rule{1000em}{1em}`,
  'something far too tall': String.raw`\rule{1em}{1000em}`,
  'a macro without end': String.raw`\def\x{\x\x}\x`,
  'a macro that grows': String.raw`\def\a{xxxxxxxx}\def\b{\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c}\d\d\d\d`,
  'too much source': 'x'.repeat(1_001),
  '10,000 braces': '{'.repeat(10_000) + '}'.repeat(10_000),
};

it.each(Object.entries(badFormulas))('has no picture for %s', async (_, tex) => {
  expect(await lookUpAll([tex])).toEqual(['refused']);
});

it('draws on after formulas that are as hard as they come', async () => {
  const hard = [
    '{'.repeat(450) + '}'.repeat(450),
    String.raw`\left(`.repeat(70) + String.raw`\right)`.repeat(70),
    String.raw`\frac{1}{`.repeat(99) + '}'.repeat(99),
    String.raw`\begin{array}{*{10000}{c}} 1 \end{array}`,
    String.raw`\sqrt{`.repeat(130) + '}'.repeat(130),
    `x${'^{x'.repeat(240)}${'}'.repeat(240)}`,
    String.raw`\text{`.repeat(120) + '}'.repeat(120),
    '$'.repeat(900),
    'a+'.repeat(490),
  ];
  const looks = await lookUpAll([...hard, 'x = 1']);
  expect(looks.at(-1)).toMatchObject({ fileName: expect.any(String) });
});

it('forgets what a formula defines before it draws the next', async () => {
  const definitions = {
    [String.raw`\newcommand{\foo}{x} \foo`]: String.raw`\foo`,
    [String.raw`\def\baz{y} \baz`]: String.raw`\baz`,
    [String.raw`\DeclareMathOperator{\rk}{rk} \rk A`]: String.raw`\rk A`,
    [String.raw`\newenvironment{foo}{(}{)} \begin{foo} 1 \end{foo}`]: String.raw`\begin{foo} 1 \end{foo}`,
  };
  const picture = { fileName: expect.any(String) };
  for (const [defining, using] of Object.entries(definitions)) {
    expect(await lookUpAll([defining, using]), defining).toMatchObject([picture, 'refused']);
  }
});

it('makes the same file of the same formula each time, in each thread', async () => {
  const others = openPictures();
  onTestFinished(() => others.close());
  expect(await lookUpAll(['x = 1'], others)).toEqual(await lookUpAll(['x = 1']));
});
