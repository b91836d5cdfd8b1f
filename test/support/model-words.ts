// What the stand-in model says in end-to-end tests: every token is unique and can be counted on the screen, and
// reasoning is in Greek letters alone, which nothing else shows, so that a single one of them outside its spoiler is seen.
import type { Script } from '../../playground/stand-in-ollama/script.ts';

/** Any character of a reasoning. */
export const reasoningLetter = /\p{Script=Greek}/u;

/** `λ1 λ2 …` */
export function thoughts(count: number, letter = 'λ'): string[] {
  return tokens(count, letter);
}

/** `w1 w2 …` */
export function words(count: number, letter = 'w'): string[] {
  return tokens(count, letter);
}

function tokens(count: number, letter: string): string[] {
  return Array.from(
    { length: count },
    (_, index) => `${index === 0 ? '' : ' '}${letter}${index + 1}`,
  );
}

export const shortScript: Script = { reasoning: thoughts(12), answer: words(20) };

/** Text as it can be compared: white space is Discord's and the pages' matter. */
export function joined(text: string | readonly string[]): string {
  const whole = typeof text === 'string' ? text : text.join('');
  return whole.replaceAll(/\s+/g, ' ').trim();
}

/** The same in short: `w1 … w40 w42 … w50`. Every gap and every repetition shows. */
export function inRuns(text: string | readonly string[]): string {
  const runs: string[][] = [];
  for (const token of joined(text).split(' ')) {
    const run = runs.at(-1);
    if (run && follows(run.at(-1) ?? '', token)) run.push(token);
    else runs.push([token]);
  }
  return runs.map((run) => (run.length > 2 ? [run[0], '…', run.at(-1)] : run).join(' ')).join(' ');
}

function follows(last: string, token: string): boolean {
  const [, letter, number] = /^(\p{L})(\d+)$/u.exec(last) ?? [];
  return letter !== undefined && token === `${letter}${Number(number) + 1}`;
}
