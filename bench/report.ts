// The results as Markdown tables, which read well in a terminal too.
import type { Verdict } from './goals.ts';
import type { HandOverResult } from './measure-hand-over.ts';
import type { LoadResult } from './measure-load.ts';
import type { Results } from './results.ts';

export function reportOf(results: Results, verdicts: readonly Verdict[]): string {
  const { machine, measuredAt, loads, handOver } = results;
  const place = `${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, Node ${machine.node}`;
  const sections = [
    `Measured ${measuredAt} on ${place}. What the words mean: [bench/README.md](../README.md).`,
    ...(loads.length > 0 ? [watching(loads), costs(loads)] : []),
    ...(handOver ? [waiting(handOver)] : []),
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
  }).map(([name, { p50, p95 }]) => [name, `${p50.toFixed(1)} ms`, `${p95.toFixed(1)} ms`]);
  return table([`hand-over, ${jobs} jobs`, 'p50', 'p95'], rows);
}

function judged(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ goal, value, atMost, isMet }) => [
    goal,
    value.toFixed(0),
    atMost.toFixed(0),
    isMet ? 'met' : '**missed**',
  ]);
  return table(['goal', 'value', 'at most', ''], rows);
}

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
