// Asks of two models that come over some time. The same ones each time.
import { normal } from './mixed-asks.ts';
import { createRandom } from './random.ts';

export interface TimedAsk {
  id: string;
  model: string;
  /** After the first ask. */
  joinsAtMs: number;
  /** What its answer takes. */
  answerMs: number;
}

export interface AskFlow {
  title: string;
  /** The share of the asks that come in the first moment. */
  atOnce: number;
  /** Between two of the others, in the mean. */
  gapMs: number;
}

/** What an answer takes in the mean: most lie between half and twice the median. */
export const usualAnswerMs = 45_000;
const spread = 0.5;
const models = ['deepseek-r1:8b', 'llama3.2:3b'];

export function timedAsks(count: number, { atOnce, gapMs }: AskFlow): TimedAsk[] {
  const random = createRandom(11);
  let joinsAtMs = 0;
  return Array.from({ length: count }, (_, index) => {
    // Moments that know nothing of each other.
    if (index >= count * atOnce) joinsAtMs -= Math.log(random()) * gapMs;
    const answerMs = usualAnswerMs * Math.exp(spread * normal(random) - spread ** 2 / 2);
    const model = models[Math.floor(random() * models.length)] ?? '';
    return { id: `${index}`, model, joinsAtMs, answerMs };
  });
}
