// What it costs to show a reply that grows: one frame of a long answer beside one of a short, and a crowd of replies.
// Nothing is sent and nothing waits, so that all that is measured is rendering.
import { createReplyRenderer } from '../src/rendering/reply.ts';
import { startCpuClock } from './cpu-clock.ts';
import { median, middleSpread, type Spread } from './figures.ts';
import { measureCrowd, type CrowdResult } from './measure-crowd.ts';
import { growReply, type GrowingReplyOptions } from './replies/growing-reply.ts';

/** CPU time of one frame, in ms. */
export interface FrameCosts {
  /** Of the answer, and of the reasoning before it. */
  chars: number;
  thinkingMs: Spread;
  /** Of frames in the middle of the answer. */
  middleMs: Spread;
  /** Of all frames, from the first reasoning to the whole answer. */
  allMs: Spread;
  slowestMs: number;
}

export interface RenderingResult {
  runs: number;
  /** All frames of a long answer that is the first of its process: V8 has compiled nothing yet. */
  firstMs: Spread;
  short: FrameCosts;
  long: FrameCosts;
  /** The median frame in the middle of the long answer beside one of the short. */
  ratio: number;
  crowd: CrowdResult;
}

interface RenderingLoad {
  /** Not counted but the first of them. It takes V8 some thousand frames to compile what is often called. */
  warmUps: number;
  runs: number;
  shortChars: number;
  longChars: number;
  crowd: { streams: number; seconds: number };
}

const loads = {
  whole: {
    warmUps: 10,
    runs: 5,
    shortChars: 2_000,
    longChars: 20_000,
    crowd: { streams: 100, seconds: 10 },
  },
  quick: {
    warmUps: 1,
    runs: 1,
    shortChars: 500,
    longChars: 2_000,
    crowd: { streams: 4, seconds: 2 },
  },
} satisfies Record<string, RenderingLoad>;

interface FrameTime {
  ms: number;
  part: 'thinking' | 'middle' | 'other';
}

interface Run {
  short: FrameTime[];
  long: FrameTime[];
}

export function measureRendering(size: keyof typeof loads): RenderingResult {
  const load = loads[size];
  const { warmUps, shortChars, longChars, crowd } = load;
  const all = Array.from({ length: warmUps + load.runs }, (_, run) => timeSideBySide(load, run));
  const runs = all.slice(warmUps);
  const ratios = runs.map(({ short, long }) => middleOf(long) / middleOf(short));
  return {
    runs: load.runs,
    firstMs: middleSpread(all.slice(0, 1).map(({ long }) => timesOf(long))),
    short: costsOf(
      shortChars,
      runs.map(({ short }) => short),
    ),
    long: costsOf(
      longChars,
      runs.map(({ long }) => long),
    ),
    ratio: median(ratios),
    crowd: measureCrowd({ ...crowd, chars: longChars, runs: load.runs }),
  };
}

/** After each frame of the long reply comes one of a short: what slows the machine for a moment slows both. */
function timeSideBySide({ shortChars, longChars }: RenderingLoad, run: number): Run {
  const times: Run = { short: [], long: [] };
  let seed = 1_000 * run;
  let short = timeFrames({ seed, chars: shortChars });
  for (const frame of timeFrames({ seed, chars: longChars })) {
    times.long.push(frame);
    let beside = short.next();
    if (beside.done === true) {
      seed += 1;
      short = timeFrames({ seed, chars: shortChars });
      beside = short.next();
    }
    if (beside.done !== true) times.short.push(beside.value);
  }
  return times;
}

function* timeFrames({ seed, chars }: GrowingReplyOptions): Generator<FrameTime> {
  const renderer = createReplyRenderer();
  for (const view of growReply({ seed, chars })) {
    const readMs = startCpuClock();
    renderer.render(view);
    yield { ms: readMs(), part: partOf(view.transcript.answer.length / chars) };
  }
}

/** `share` is how much of the answer has come. The middle is its two middle quarters. */
function partOf(share: number): FrameTime['part'] {
  if (share === 0) return 'thinking';
  return share >= 0.25 && share <= 0.75 ? 'middle' : 'other';
}

function timesOf(frames: readonly FrameTime[], wanted?: FrameTime['part']): number[] {
  return frames.filter(({ part }) => part === (wanted ?? part)).map(({ ms }) => ms);
}

const middleOf = (frames: readonly FrameTime[]): number => median(timesOf(frames, 'middle'));

function costsOf(chars: number, runs: readonly (readonly FrameTime[])[]): FrameCosts {
  const spread = (part?: FrameTime['part']) => middleSpread(runs.map((run) => timesOf(run, part)));
  return {
    chars,
    thinkingMs: spread('thinking'),
    middleMs: spread('middle'),
    allMs: spread(),
    slowestMs: median(runs.map((run) => Math.max(...timesOf(run)))),
  };
}
