// How much of a model's context a text may take, before a tokenizer has seen it. Pure.

/**
 * The first and the last UTF-16 unit of what the tokenizers of Qwen, Llama and DeepSeek take alike, and what one counts
 * for: of an English text about four letters are a token. The first row that fits counts.
 */
const rows: readonly (readonly [first: number, last: number, weight: number])[] = [
  // Digits are tokens of their own, marks often.
  [0x30, 0x39, 4],
  [0x41, 0x5a, 1],
  [0x61, 0x7a, 1],
  [0x21, 0x7e, 2],
  // Latin with accents; Greek and Cyrillic.
  [0xc0, 0x24f, 2],
  [0x370, 0x52f, 2],
];
/** Chinese, Japanese, Korean: a token for each sign, or nearly. Half an emoji. Scripts that fall apart into bytes. */
const otherWeight = 4;
/** So many in a row are one token. */
const blanksAToken = 16;

const weightByUnit = Uint8Array.from({ length: 0x530 }, (_unused, unit) => weightOf(unit));

function weightOf(unit: number): number {
  return rows.find(([first, last]) => first <= unit && unit <= last)?.[2] ?? otherWeight;
}

/** How many plain letters the text counts for. Takes about a millisecond for 200,000 characters. */
export function textWeight(text: string): number {
  let weight = 0;
  let blanks = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isBlank = unit <= 0x20 || unit === 0xa0;
    if (!isBlank) weight += weightByUnit[unit] ?? otherWeight;
    else if (blanks % blanksAToken === 0) weight += 1;
    blanks = isBlank ? blanks + 1 : 0;
  }
  return weight;
}
