// Letters in another dress: raised, lowered, doubled, bold, with a mark on top. Only where Unicode has the very character.

function pairs(from: string, to: string): [string, string][] {
  const targets = [...to];
  return [...from].flatMap((char, index) => {
    const target = targets[index];
    return target === undefined ? [] : [[char, target]];
  });
}

const raised = new Map([
  ...pairs('0123456789+−=()', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'),
  // There is no raised q.
  ...pairs('abcdefghijklmnoprstuvwxyz', 'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ'),
  ...pairs('ABDEGHIJKLMNOPRTUVW', 'ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ'),
  ...pairs('βγδθφχ', 'ᵝᵞᵟᶿᵠᵡ'),
  // Signs that are raised as they are; `A^\top` is a transposed A.
  ...pairs('∘°′†⊤', '°°′†ᵀ'),
]);

const lowered = new Map([
  ...pairs('0123456789+−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'),
  ...pairs('aehijklmnoprstuvx', 'ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'),
  ...pairs('βγρχ', 'ᵦᵧᵨᵪ'),
]);

function mapAll(text: string, map: ReadonlyMap<string, string>): string | undefined {
  const mapped = [...text].map((char) => map.get(char));
  return mapped.includes(undefined) ? undefined : mapped.join('');
}

export function raise(text: string): string | undefined {
  return mapAll(text, raised);
}

export function lower(text: string): string | undefined {
  return mapAll(text, lowered);
}

const doubleStruck = new Map(pairs('CHNPQRZAEF', 'ℂℍℕℙℚℝℤ𝔸𝔼𝔽'));

const script = new Map(pairs('ABCDEFGHIJKLMNOPQRSTUVWXYZ', '𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵'));

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const bold = new Map(
  [...alphabet].map((char, index) => [char, String.fromCodePoint(0x1d400 + index)]),
);

const alphabets = new Map([
  ['mathbb', doubleStruck],
  ['mathcal', script],
  ['mathscr', script],
  ['mathbf', bold],
  ['boldsymbol', bold],
  ['bm', bold],
]);

export function isAlphabet(command: string): boolean {
  return alphabets.has(command);
}

/** Those that usual fonts draw. The arrow of `\vec` is not among them. */
const marks = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['bar', '\u0304'],
  ['overline', '\u0304'],
  ['tilde', '\u0303'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
]);

/** The combining mark of an accent. */
export function markOf(command: string): string | undefined {
  return marks.get(command);
}

/**
 * Alphabets and marks are for single letters, which may have an index (`\hat{v_1}`); a line may stand over a segment (AB).
 * More letters under one mark do not join well.
 */
export function styleText(text: string, command: string): string | undefined {
  const mark = markOf(command);
  if (mark === undefined) return alphabets.get(command)?.get(text);
  if (command === 'overline' && /^[A-Z]{2}$/.test(text)) return text.replaceAll(/./g, '$&\u0305');
  const [, letter, index] = /^(\p{L})([₀-₉]*)$/u.exec(text) ?? [];
  return letter === undefined ? undefined : `${letter}${mark}${index}`;
}
