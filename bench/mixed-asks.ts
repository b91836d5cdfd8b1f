// Asks as a community's are: two models, and answers of very different lengths. The same ones each time.
import type { Ask } from '../src/asks/ask.ts';
import { createRandom } from './random.ts';

export interface MixedAsk {
  id: string;
  model: string;
  /** Of its answer. */
  tokens: number;
  /** It joins when the line is not longer than this. */
  joinsAtLength: number;
}

/** Most of a model's answers lie between half and twice the median. */
const models = [
  { name: 'deepseek-r1:8b', share: 0.7, medianTokens: 1_500, spread: 0.6 },
  { name: 'llama3.2:3b', share: 0.3, medianTokens: 400, spread: 0.5 },
] as const;
const mostTokens = 8_000;
const longestLine = 12;

export function mixedAsks(count: number): MixedAsk[] {
  const random = createRandom(7);
  return Array.from({ length: count }, (_, index) => {
    const [reasoner, other] = models;
    const { name, medianTokens, spread } = random() < reasoner.share ? reasoner : other;
    const tokens = Math.round(medianTokens * Math.exp(spread * normal(random)));
    const joinsAtLength = Math.floor(longestLine * random());
    return { id: `${index}`, model: name, tokens: Math.min(tokens, mostTokens), joinsAtLength };
  });
}

/** Box and Muller's way to the normal distribution. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** Each of another asker, so that nobody overtakes. The question is the length of its answer. */
export function askLike({ id, model, tokens }: Omit<MixedAsk, 'joinsAtLength'>): Ask {
  const place = { guildId: null, channelId: '1', messageId: '1', isPrivate: false };
  return {
    id,
    turnId: id,
    asker: { id: `asker-${id}`, name: 'Ann' },
    question: `${tokens}`,
    model,
    place: { ...place, canUseChannel: true },
    locale: 'en-US',
    reasoningDisplay: 'spoiler',
    askedAt: 0,
  };
}
