// What the model of a soak says: each word names its ask, so that one in another's message is seen. Reasoning is in
// Greek letters, which nothing else shows.
import type { Script } from '../../playground/stand-in-ollama/script.ts';

/** What is asked for, in the shares in which it is. */
export const askKinds = [
  'short',
  'short',
  'short',
  'middling',
  'middling',
  'middling',
  'long',
  'looping',
] as const;

export type AskKind = (typeof askKinds)[number];

/** In every question, and nowhere else: no log may hold it. */
export const questionWord = 'Soakquestion';

const sizes = {
  short: { thoughts: 12, words: 30 },
  middling: { thoughts: 60, words: 200 },
  // Three pages.
  long: { thoughts: 40, words: 1_000 },
} as const;

const rounds = 100;
const refrain =
  ' the wheel turns and turns again because nothing tells the model where the wheel should rest';

export function questionOf(number: number, kind: AskKind): string {
  return `${questionWord} a${number} ${kind}`;
}

/** The script of a question of `questionOf`. */
export function scriptFor(question: string): Script {
  const [, number = '0', kind = 'short'] = /a(\d+) (\w+)$/.exec(question) ?? [];
  if (kind === 'looping') {
    return {
      reasoning: words(number, { count: 12, letter: 'λ' }),
      answer: [
        `a${number}n1`,
        ...Array.from({ length: rounds }, () => refrain.split(/(?= )/)).flat(),
      ],
    };
  }
  const { thoughts, words: count } = sizes[kind === 'long' || kind === 'middling' ? kind : 'short'];
  return {
    reasoning: words(number, { count: thoughts, letter: 'λ' }),
    answer: words(number, { count, letter: 'a' }),
  };
}

/** `a17n1`, ` a17n2`, … or in Greek: `λ17ν1`, … */
function words(number: string, { count, letter }: { count: number; letter: 'a' | 'λ' }): string[] {
  const counter = letter === 'a' ? 'n' : 'ν';
  return Array.from(
    { length: count },
    (_, index) => `${index === 0 ? '' : ' '}${letter}${number}${counter}${index + 1}`,
  );
}

/** The numbers of the asks whose words stand in a text. */
export function numbersIn(text: string): Set<number> {
  const marked = /(?<![\p{L}\p{N}])[aλ](\d+)(?:[nν]\d+)?(?![\p{L}\p{N}])/gu;
  return new Set([...text.matchAll(marked)].map(([, number]) => Number(number)));
}
