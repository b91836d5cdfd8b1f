// Notices that a model goes round in circles: R1 can say the same over and over until a limit stops it, word for word
// or nearly so. Called with one answer's text, or one reasoning's, as it grows.

export interface RepetitionWatch {
  /** Takes the next piece of the text. `true` from the moment on that it only repeats itself. */
  read(text: string): boolean;
}

// A loop word for word is noticed two rounds and the limit after it began; near repeats take longer. Measured on the
// recorded outputs: all loops are noticed, and the worst of the other texts comes to a third of the limit
// (test/corpus/repetition-watch.test.ts).

/** What is compared: long enough that phrases, code and tables of one pattern differ in it. */
const stretchChars = 32;
/** How far back the text is remembered; rounds of up to half of that are noticed. */
const memoryChars = 32_768;
/** Said for the third time. People and models say things twice: as a draft and as the answer, say. */
const timesBefore = 2;
/** A new character makes up for two repeated ones, so that refrains between verses do not add up. */
const newPerRepeated = 2;
/** So many letters of repeated prose are a loop: some 500 tokens. */
const limit = 2_000;
/** What is no letter of prose counts less: code, tables, boards and numbers repeat by nature. */
const weightOfOthers = 1 / 4;

/** How the text is cut into pieces changes nothing. Takes constant time a character (0.2 µs), and at most 2 MB. */
export function createRepetitionWatch(): RepetitionWatch {
  const stretches = createStretchCount();
  const code = createCodeWatch();
  let repeated = 0;

  return {
    read(text) {
      for (let index = 0; index < text.length && repeated < limit; index += 1) {
        const char = text.charAt(index);
        const isInCode = code.read(char);
        const weight = !isInCode && /\p{L}/u.test(char) ? 1 : weightOfOthers;
        const isRepeated = stretches.add(char.charCodeAt(0)) >= timesBefore;
        repeated = Math.max(0, repeated + (isRepeated ? weight : -weight * newPerRepeated));
      }
      return repeated >= limit;
    },
  };
}

/** Odd, so that no bit of a character is lost. */
const hashBase = 0x01_00_01_93;
const hashBaseOut = power(hashBase, stretchChars);

function power(base: number, exponent: number): number {
  let result = 1;
  for (let count = 0; count < exponent; count += 1) result = Math.imul(result, base);
  return result;
}

/** Counts the stretches of the remembered text, each by a hash that rolls from one to the next. */
function createStretchCount() {
  const chars = new Uint16Array(stretchChars);
  const remembered = new Int32Array(memoryChars);
  const counts = new Map<number, number>();
  let hash = 0;
  let length = 0;

  function forget(stretch: number): void {
    const count = counts.get(stretch) ?? 0;
    if (count > 1) counts.set(stretch, count - 1);
    else counts.delete(stretch);
  }

  return {
    /** How often the stretch that ends with this character stood there before. */
    add(char: number): number {
      const outgoing = chars[length % stretchChars] ?? 0;
      chars[length % stretchChars] = char;
      hash = (Math.imul(hash, hashBase) + char - Math.imul(outgoing, hashBaseOut)) | 0;
      const place = length % memoryChars;
      if (length >= memoryChars) forget(remembered[place] ?? 0);
      remembered[place] = hash;
      length += 1;
      const before = counts.get(hash) ?? 0;
      counts.set(hash, before + 1);
      return before;
    },
  };
}

/** Tells code between fences from the rest. */
function createCodeWatch() {
  let isInCode = false;
  let isLineStart = true;
  let ticks = 0;

  return {
    read(char: string): boolean {
      if (char === '\n') {
        isLineStart = true;
        ticks = 0;
      } else if (isLineStart && char === '`') {
        ticks += 1;
        if (ticks === 3) isInCode = !isInCode;
      } else if (char !== ' ' && char !== '\t') isLineStart = false;
      return isInCode;
    },
  };
}
