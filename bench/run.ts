// npm run bench: measures every load and the hand-over, prints the tables, writes bench/results/, judges the goals.
//   --only NAME   one load (or hand-over), printed and not written
//   --quick       everything shortened, to see that it works; its figures mean nothing, so no goal is judged
//   --no-goals    exits 0 even if a goal is missed
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { judge, type Verdict } from './goals.ts';
import { loads, shortened } from './loads.ts';
import { measureHandOver } from './measure-hand-over.ts';
import { measureLoad, type LoadResult } from './measure-load.ts';
import { reportOf } from './report.ts';
import type { Results } from './results.ts';

const handOverName = 'hand-over';
const jobs = { whole: 200, quick: 10 };
const names = [...loads.map(({ name }) => name), handOverName];

interface Wanted {
  names: readonly string[];
  isQuick: boolean;
}

async function main(): Promise<number> {
  const { values: given } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      'no-goals': { type: 'boolean', default: false },
    },
  });
  if (given.only !== undefined && !names.includes(given.only)) {
    console.error(`There is no load "${given.only}"; there are: ${names.join(', ')}.`);
    return 2;
  }
  const isWhole = given.only === undefined && !given.quick;
  const results = await measure({
    names: given.only === undefined ? names : [given.only],
    isQuick: given.quick,
  });
  const verdicts = given.quick ? [] : judge(results);
  const report = reportOf(results, verdicts);
  console.log(report);
  if (isWhole) await write(results, { verdicts, report });
  return given['no-goals'] || verdicts.every(({ isMet }) => isMet) ? 0 : 1;
}

async function measure({ names: wanted, isQuick }: Wanted): Promise<Results> {
  const measured: LoadResult[] = [];
  for (const load of loads.filter(({ name }) => wanted.includes(name))) {
    console.error(`${load.title} …`);
    measured.push(await measureLoad(isQuick ? shortened(load) : load));
  }
  const [cpu] = cpus();
  return {
    measuredAt: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpu?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 1024 ** 3),
      node: process.versions.node,
    },
    loads: measured,
    handOver: wanted.includes(handOverName)
      ? await measureHandOver(isQuick ? jobs.quick : jobs.whole)
      : undefined,
  };
}

async function write(
  results: Results,
  { verdicts, report }: { verdicts: readonly Verdict[]; report: string },
): Promise<void> {
  const folder = new URL('results/', import.meta.url);
  const rounded = (_key: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 10) / 10 : value;
  await mkdir(folder, { recursive: true });
  await writeFile(
    new URL('results.json', folder),
    `${JSON.stringify({ ...results, verdicts }, rounded, 2)}\n`,
  );
  await writeFile(new URL('results.md', folder), `# Results\n\n${report}`);
}

process.exitCode = await main();
