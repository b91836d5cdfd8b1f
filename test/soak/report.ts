// What a soak has come to, for people.
import type { SoakAsk } from './soak-ask.ts';
import type { SoakResult } from './soak.ts';

export interface ReportOptions {
  seed: number;
  minutes: number;
}

export function isPassed({ verdicts, problems }: SoakResult): boolean {
  return problems.length === 0 && verdicts.every((verdict) => verdict.problems.length === 0);
}

export function reportOf(result: SoakResult, { seed, minutes }: ReportOptions): string {
  const { verdicts, faults, takeOverMs, memory, drainMs, problems, stories, errors, refusals } =
    result;
  const bad = verdicts.filter((verdict) => verdict.problems.length > 0);
  const sections = [
    table(['asks', String(verdicts.length)], counts(verdicts.map(({ end }) => end))),
    table(['done with them', ''], counts(verdicts.flatMap(({ ask }) => doneWith(ask)))),
    table(['faults', String(faults.length)], counts(faults.map(({ kind }) => kind))),
    table(['errors in the log', String(errors.length)], counts(errors)),
    table(['refused by Discord', String(refusals.length)], counts(refusals)),
    table(
      ['taken over after (s)', 'times', 'median', 'longest'],
      [
        ['worker killed or frozen', ...spread(takeOverMs.worker)],
        ['bot killed', ...spread(takeOverMs.bot)],
      ],
    ),
    table(
      ['memory (MB)', 'lives', 'last life: first', 'last', 'most'],
      [...memory].map(([name, { lives, first, last, most }]) => [
        name,
        String(lives),
        ...[first, last, most].map((megabytes) => megabytes.toFixed(0)),
      ]),
    ),
    `All had ended ${(drainMs / 1_000).toFixed(0)} s after the last fault.`,
    ...stories,
    ...(problems.length > 0 ? [problems.map((problem) => `! ${problem}`).join('\n')] : []),
    isPassed(result)
      ? `Passed: ${minutes} min with seed ${seed}.`
      : `FAILED: ${bad.length} asks and ${problems.length} other problems. Again: npm run soak -- --minutes ${minutes} --seed ${seed}`,
  ];
  return sections.join('\n\n');
}

function doneWith({ stops, tries, source, isDeleted }: SoakAsk): string[] {
  const isMessage = 'author' in source;
  return [
    ...stops.map(() => 'stop pressed'),
    ...tries.map(() => 'tried again'),
    ...(isMessage ? [source.reference ? 'asked in a reply' : 'asked in a thread'] : []),
    ...(isDeleted ? ['question deleted'] : []),
  ];
}

function counts(names: readonly string[]): string[][] {
  const found = [...new Set(names)].toSorted();
  return found.map((name) => [name, String(names.filter((one) => one === name).length)]);
}

function spread(times: readonly number[]): string[] {
  const sorted = times.toSorted((one, other) => one - other);
  const inSeconds = (ms: number | undefined) => (ms === undefined ? '-' : (ms / 1_000).toFixed(1));
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  return [String(times.length), inSeconds(median), inSeconds(sorted.at(-1))];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join(
    '\n',
  );
}
