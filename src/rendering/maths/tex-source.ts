// A place in TeX that moves forward, for `tex-reader.ts`.

export interface TexSource {
  isAtEnd(): boolean;
  /** The next code unit; empty at the end. */
  peek(): string;
  /** The next character, which is then behind. */
  take(): string;
  /** What matches right here is taken. For sticky expressions. */
  takeMatch(pattern: RegExp): RegExpExecArray | undefined;
  skipBlanks(): void;
  /** Reads one level deeper; deeper than is readable in one line it gives up. */
  nest<T>(read: () => T[]): T[];
  /** There is nothing to be made of this TeX: its end is reached at once. */
  giveUp(): [];
  isGivenUp(): boolean;
}

const maxDepth = 12;

export function createTexSource(tex: string): TexSource {
  let at = 0;
  let depth = 0;
  let isGivenUp = false;

  const giveUp = (): [] => {
    isGivenUp = true;
    at = tex.length;
    return [];
  };

  const take = () => {
    const char = at < tex.length ? String.fromCodePoint(tex.codePointAt(at) ?? 0) : '';
    at += char.length;
    return char;
  };

  const takeMatch = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(tex) ?? undefined;
    at += match?.[0].length ?? 0;
    return match;
  };

  return {
    isAtEnd: () => at >= tex.length,
    peek: () => tex[at] ?? '',
    take,
    takeMatch,
    skipBlanks: () => void takeMatch(/\s*/y),
    nest: (read) => {
      depth += 1;
      const result = depth > maxDepth ? giveUp() : read();
      depth -= 1;
      return result;
    },
    giveUp,
    isGivenUp: () => isGivenUp,
  };
}
