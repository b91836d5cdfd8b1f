// The loads that are measured.
import type { Asking } from './processes/asking.ts';

export interface Load {
  name: string;
  title: string;
  bot: 'aloud' | 'plain';
  asking: Asking;
  /** Of the interaction token's bucket, which takes five edits in this time. The channel's is always 5 s. */
  tokenWindowMs: number;
  /** Figures are medians over the runs. */
  runs: number;
}

/** Round trip to Discord. */
export const latencyMs = 150;

const stream = { tokens: { reasoning: 120, answer: 600 }, tokensPerSecond: 40 };
const single: Asking = { asks: 1, channels: 'each', spreadMs: 0, ...stream };
const three: Asking = { ...single, asks: 3, channels: 'one' };
/** A crowd does not press the same key in the same millisecond; this is one window of the bucket. */
const crowd: Asking = { ...single, spreadMs: 5_000 };

export const loads: readonly Load[] = [
  {
    name: 'one',
    title: '1 stream',
    bot: 'aloud',
    asking: single,
    tokenWindowMs: 5_000,
    runs: 5,
  },
  {
    name: 'three',
    title: '3 in one channel',
    bot: 'aloud',
    asking: three,
    tokenWindowMs: 5_000,
    runs: 3,
  },
  {
    name: 'hundred',
    title: '100 in 100 channels',
    bot: 'aloud',
    asking: { ...crowd, asks: 100 },
    tokenWindowMs: 5_000,
    runs: 3,
  },
  {
    name: 'quick-bucket',
    title: '1 stream, 5 edits / 2 s',
    bot: 'aloud',
    asking: single,
    tokenWindowMs: 2_000,
    runs: 3,
  },
  {
    name: 'five-hundred',
    title: '500 in 500 channels',
    bot: 'aloud',
    asking: { ...crowd, asks: 500 },
    tokenWindowMs: 5_000,
    runs: 1,
  },
  {
    name: 'plain',
    title: 'plain bot, 1 stream',
    bot: 'plain',
    asking: single,
    tokenWindowMs: 5_000,
    runs: 3,
  },
  {
    name: 'plain-three',
    title: 'plain bot, 3 in one channel',
    bot: 'plain',
    asking: three,
    tokenWindowMs: 5_000,
    runs: 1,
  },
];

/** Shows in seconds that everything works; its figures mean nothing. */
export function shortened(load: Load): Load {
  const tokens = { reasoning: 12, answer: 60 };
  return { ...load, runs: 1, asking: { ...load.asking, tokens, spreadMs: 0 } };
}
