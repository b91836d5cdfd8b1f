// The results as Markdown tables, which read well in a terminal too.
import type { Displacement } from './fair-order.ts';
import type { Spread } from './figures.ts';
import type { Verdict } from './goals.ts';
import type { CommunityResult } from './measure-community.ts';
import type { EstimateResult } from './measure-estimate.ts';
import type { FairLineResult } from './measure-fair-line.ts';
import type { FormulasResult } from './measure-formulas.ts';
import type { HandOverResult } from './measure-hand-over.ts';
import type { LoadResult } from './measure-load.ts';
import type { FrameCosts, RenderingResult } from './measure-rendering.ts';
import type { TwoModelsResult, WaitFigures } from './measure-two-models.ts';
import type { WaitingResult } from './measure-waiting.ts';
import type { Results } from './results.ts';

export function reportOf(results: Results, verdicts: readonly Verdict[]): string {
  const { machine, measuredAt, loads, handOver, fairLine, estimate, rendering, formulas } = results;
  const place = `${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, Node ${machine.node}`;
  const sections = [
    `Measured ${measuredAt} on ${place}. What the words mean: [bench/README.md](../README.md).`,
    ...(loads.length > 0 ? [watching(loads), costs(loads)] : []),
    ...(handOver ? [waiting(handOver)] : []),
    ...(fairLine ? [taking(fairLine)] : []),
    ...(estimate ? [estimating(estimate)] : []),
    ...(results.waiting ? [keepingTrue(results.waiting)] : []),
    ...(results.community ? [living(results.community)] : []),
    ...(results.twoModels ? [sharing(results.twoModels)] : []),
    ...(rendering ? [showing(rendering)] : []),
    ...(formulas ? [drawing(formulas)] : []),
    ...(verdicts.length > 0 ? [judged(verdicts)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function watching(loads: readonly LoadResult[]): string {
  const rows = loads.map(({ title, runs, figures }) => [
    title,
    String(runs),
    inSeconds(figures.stalenessMs),
    inSeconds(figures.freezeMs),
    inSeconds(figures.endLagMs),
    inSeconds(figures.firstStateMs),
    inSeconds(figures.firstTokenMs),
    figures.edits.toFixed(0),
    String(figures.rateLimited),
  ]);
  return table(
    [
      'watching a reply',
      'runs',
      'staleness',
      'freeze',
      'lag of the end',
      'first state',
      'first token',
      'edits',
      '429s',
    ],
    rows,
  );
}

function costs(loads: readonly LoadResult[]): string {
  const rows = loads.flatMap(({ title, costs: byProcess }) =>
    Object.entries(byProcess).map(([process, cost]) => [
      title,
      process,
      `${cost.cpuMsPerThousandTokens.toFixed(0)} ms`,
      `${cost.peakRssMb.toFixed(0)} MB`,
      `${cost.peakHeapMb.toFixed(0)} MB`,
    ]),
  );
  return table(['cost', 'process', 'CPU per 1,000 tokens', 'peak RSS', 'peak heap'], rows);
}

function waiting({ jobs, pickUpMs, idleGapMs }: HandOverResult): string {
  const rows = Object.entries({
    'a job waits → request at Ollama': pickUpMs,
    'Ollama idles between two waiting jobs': idleGapMs,
  }).map(([name, spread]) => [name, ...inMs(spread)]);
  return table([`hand-over, ${jobs} jobs`, 'p50', 'p95'], rows);
}

function taking({ asks, askers, orders, joinMs, placeMs }: FairLineResult): string {
  const inPlaces = ({ largest, mean }: Displacement) => [largest.toFixed(0), mean.toFixed(1)];
  const rows = orders.map(({ title, fair, firstCome }) => [
    title,
    ...inPlaces(fair),
    ...inPlaces(firstCome),
  ]);
  const order = table(
    ['places from the fair order', 'largest', 'mean', 'by arrival: largest', 'mean'],
    rows,
  );
  const inTenths = ({ p50, p95 }: Spread) => [p50, p95].map((ms) => `${ms.toFixed(2)} ms`);
  const cost = table(
    [`line of ${asks} asks of ${askers} askers`, 'p50', 'p95'],
    [
      ['an ask joins', ...inTenths(joinMs)],
      ['a look at its place', ...inTenths(placeMs)],
    ],
  );
  return `${order}\n\n${cost}`;
}

function estimating({ asks, errors }: EstimateResult): string {
  const rows = errors.map(({ title, estimates, p50, p90 }) => [
    title,
    estimates.toFixed(0),
    `${p50.toFixed(0)} %`,
    `${p90.toFixed(0)} %`,
  ]);
  return table([`error of the estimated wait, ${asks} asks`, 'estimates', 'p50', 'p90'], rows);
}

function keepingTrue({ waiting: count, costs: ofLines }: WaitingResult): string {
  const rows = ofLines.map(({ title, editsPerMinute, editsOfLastPerMinute, rateLimited }) => [
    title,
    editsPerMinute.toFixed(0),
    editsOfLastPerMinute.toFixed(0),
    rateLimited.toFixed(0),
  ]);
  return table(
    [`${count} replies wait, an answer takes 6 s`, 'edits a minute', 'of the last reply', '429s'],
    rows,
  );
}

function living(result: CommunityResult): string {
  const { community, order, busyPercent, idleMs, redisPerAnswer, memory } = result;
  const { commands, receivedBytes, sentBytes } = redisPerAnswer;
  const inKb = (bytes: number) => `${(bytes / 1_024).toFixed(0)} kB`;
  const figures = table(
    [`${community.asks} asks of ${community.askers} askers, one worker`, ''],
    [
      ['places from the fair order: largest, mean', `${order.largest}, ${order.mean.toFixed(2)}`],
      ['the GPU is busy', `${busyPercent.toFixed(1)} %`],
      ['idle between two answers, mean', `${idleMs.toFixed(1)} ms`],
      ['Redis commands for an answer', commands.toFixed(0)],
      ['bytes to and from Redis for an answer', `${inKb(receivedBytes)}, ${inKb(sentBytes)}`],
      ['429s, refused requests', `${result.rateLimited}, ${result.refused}`],
    ],
  );
  const samples = memory.map(({ botMb, workerMb }, index) => [
    `${((index / (memory.length - 1)) * 100).toFixed(0)} %`,
    `${botMb.toFixed(0)} MB`,
    `${workerMb.toFixed(0)} MB`,
  ]);
  return `${figures}\n\n${table(['memory (RSS) after', 'bot', 'worker'], samples)}`;
}

function sharing({ asks, flows }: TwoModelsResult): string {
  const inMinutes = ({ loads, p50, p95, longest }: WaitFigures) => [
    String(loads),
    ...[p50, p95, longest].map((ms) => `${(ms / 60_000).toFixed(1)} min`),
  ];
  const waits = flows.flatMap(({ title, inTurn, inMemoryFirst }) => [
    [`${title}: in turn`, ...inMinutes(inTurn)],
    [`${title}: in memory first`, ...inMinutes(inMemoryFirst)],
  ]);
  const times = flows.map(({ title, ratio, largestForIt }) => [
    title,
    ...[ratio.p50, ratio.p95, ratio.largest, largestForIt].map((value) => value.toFixed(2)),
  ]);
  const ofWaits = table([`${asks} asks of two models`, 'loads', 'p50', 'p95', 'longest'], waits);
  const ofTimes = table(
    [
      'a wait, times what it was in turn',
      'p50',
      'p95',
      'largest',
      'largest, for those that passed',
    ],
    times,
  );
  return `${ofWaits}\n\n${ofTimes}`;
}

function showing({ firstMs, short, long, ratio, crowd }: RenderingResult): string {
  const nameOf = ({ chars }: FrameCosts) => `${chars.toLocaleString('en')} characters`;
  const frames = [short, long].flatMap((answer) => [
    [`${nameOf(answer)}: thinking`, ...inMs(answer.thinkingMs), ''],
    [`${nameOf(answer)}: in the middle of the answer`, ...inMs(answer.middleMs), ''],
    [`${nameOf(answer)}: all`, ...inMs(answer.allMs), `${answer.slowestMs.toFixed(1)} ms`],
  ]);
  const share = `${crowd.streams} streams for a second: ${crowd.corePercent.toFixed(0)} % of a core`;
  return table(
    ['CPU time of a frame', 'p50', 'p95', 'slowest'],
    [
      ...frames,
      [`${nameOf(long)}: all, in the first reply of a process`, ...inMs(firstMs), ''],
      ['in the middle of the answer: long, times short', ratio.toFixed(1), '', ''],
      [share, ...inMs(crowd.cpuMsPerSecond), ''],
    ],
  );
}

function drawing(result: FormulasResult): string {
  const { formulas, coldMs, uncachedMs, slowestMs, cachedUs, pngKb } = result;
  return table(
    [`pictures of ${formulas} formulas`, 'p50', 'p95', 'slowest'],
    [
      ['the first of a process', `${coldMs.toFixed(0)} ms`, '', ''],
      ['not drawn before', ...inMs(uncachedMs), `${slowestMs.toFixed(0)} ms`],
      ['drawn before', `${cachedUs.p50.toFixed(1)} µs`, `${cachedUs.p95.toFixed(1)} µs`, ''],
      ['size', `${pngKb.p50.toFixed(1)} kB`, '', `${pngKb.max.toFixed(1)} kB`],
    ],
  );
}

const inMs = ({ p50, p95 }: Spread): string[] => [p50, p95].map((ms) => `${ms.toFixed(1)} ms`);

function judged(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ goal, value, atMost, isMet }) => [
    goal,
    inDigits(value),
    inDigits(atMost),
    isMet ? 'met' : '**missed**',
  ]);
  return table(['goal', 'value', 'at most', ''], rows);
}

/** Whole where that says enough. */
const inDigits = (value: number): string =>
  value.toFixed(value < 10 && !Number.isInteger(value) ? 1 : 0);

const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) =>
    Math.max(3, ...[header, ...rows].map((row) => (row[column] ?? name).length)),
  );
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [header, rule, ...rows].map(lineOf).join('\n');
}
