// How much of a core many replies take that all grow at once, with one frame a second each. Seconds are played one after
// the other without a pause: what counts is the CPU time that they take.
import { createReplyRenderer } from '../src/rendering/reply.ts';
import { startCpuClock } from './cpu-clock.ts';
import { mean, median, type Spread, spreadOf } from './figures.ts';
import { charsPerSecond, growReply } from './replies/growing-reply.ts';

export interface CrowdLoad {
  streams: number;
  /** How many are played in a run. */
  seconds: number;
  /** Of each answer, and of the reasoning before it. */
  chars: number;
  runs: number;
}

export interface CrowdResult {
  streams: number;
  /** CPU time that one second of the crowd takes. */
  cpuMsPerSecond: Spread;
  /** Of one core, in percent: the median run. */
  corePercent: number;
}

export function measureCrowd({ runs, ...load }: CrowdLoad): CrowdResult {
  const seconds = Array.from({ length: runs }, () => playSeconds(load));
  return {
    streams: load.streams,
    cpuMsPerSecond: spreadOf(seconds.flat()),
    corePercent: median(seconds.map(mean)) / 10,
  };
}

/** CPU ms of each second. What the log's entries take to become a transcript is in it. */
function playSeconds({ streams, seconds, chars }: Omit<CrowdLoad, 'runs'>): number[] {
  const crowd = Array.from({ length: streams }, (_, index) =>
    showEndlessly(index, { streams, chars }),
  );
  for (const reply of crowd) reply.next();
  return Array.from({ length: seconds }, () => {
    const readMs = startCpuClock();
    for (const reply of crowd) reply.next();
    return readMs();
  });
}

/** One frame a call. The first is as far into its reply as the stream's place in the crowd; after a reply comes another. */
function* showEndlessly(
  index: number,
  { streams, chars }: Pick<CrowdLoad, 'streams' | 'chars'>,
): Generator<void> {
  let skipped = Math.floor(((2 * chars) / charsPerSecond) * (index / streams));
  for (let seed = index; ; seed += streams) {
    const renderer = createReplyRenderer();
    for (const view of growReply({ seed, chars })) {
      skipped -= 1;
      if (skipped < 0) yield void renderer.render(view);
    }
  }
}
