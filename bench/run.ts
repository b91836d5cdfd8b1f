// npm run bench: measures every load, the hand-over, the line (its order, estimates and edits), the rendering and the
// pictures of formulas, prints the tables, writes bench/results/, judges the goals.
//   --only NAME   one load (or hand-over, fair-line, estimate, waiting, community, two-models, rendering, formulas),
//                 printed and not written
//   --quick       everything shortened, to see that it works; its figures mean nothing, so no goal is judged
//   --no-goals    exits 0 even if a goal is missed
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { startBuilt } from './built-programs.ts';
import { judge, type Verdict } from './goals.ts';
import { loads, shortened } from './loads.ts';
import { measureCommunity } from './measure-community.ts';
import { measureEstimate } from './measure-estimate.ts';
import { measureFairLine } from './measure-fair-line.ts';
import { measureHandOver } from './measure-hand-over.ts';
import { measureLoad, type LoadResult } from './measure-load.ts';
import { measureTwoModels } from './measure-two-models.ts';
import { measureWaiting } from './measure-waiting.ts';
import type { RenderingService } from './processes/rendering.ts';
import type { RemoteProcess } from './processes/start-process.ts';
import { reportOf } from './report.ts';
import type { Results } from './results.ts';

const handOverName = 'hand-over';
const fairLineName = 'fair-line';
const estimateName = 'estimate';
const waitingName = 'waiting';
const communityName = 'community';
const twoModelsName = 'two-models';
const renderingName = 'rendering';
const formulasName = 'formulas';
const jobs = { whole: 200, quick: 10 };
const line = { whole: { asks: 1_000, askers: 200 }, quick: { asks: 60, askers: 12 } };
const estimate = { whole: { learned: 20, asks: 100 }, quick: { learned: 2, asks: 8 } };
const waiting = { whole: { waiting: 100, seconds: 60 }, quick: { waiting: 5, seconds: 3 } };
const answers = { tokens: { reasoning: 120, answer: 600 }, tokensPerSecond: 1_200 };
const community = {
  whole: { asks: 1_000, askers: 200, channels: 20, waiting: 300, ...answers },
  quick: { asks: 20, askers: 5, channels: 2, waiting: 8, ...answers },
};
const twoModels = { whole: 80, quick: 6 };
const names = [
  ...loads.map(({ name }) => name),
  handOverName,
  fairLineName,
  estimateName,
  waitingName,
  communityName,
  twoModelsName,
  renderingName,
  formulasName,
];

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
  const size = isQuick ? 'quick' : 'whole';
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
    handOver: wanted.includes(handOverName) ? await measureHandOver(jobs[size]) : undefined,
    fairLine: wanted.includes(fairLineName) ? await measureFairLine(line[size]) : undefined,
    estimate: wanted.includes(estimateName) ? await measureEstimate(estimate[size]) : undefined,
    waiting: wanted.includes(waitingName) ? await measureWaiting(waiting[size]) : undefined,
    community: wanted.includes(communityName) ? await measureCommunity(community[size]) : undefined,
    twoModels: wanted.includes(twoModelsName) ? await measureTwoModels(twoModels[size]) : undefined,
    rendering: wanted.includes(renderingName)
      ? await inProcess(({ call }) => call('measureRendering', size))
      : undefined,
    formulas: wanted.includes(formulasName)
      ? await inProcess(({ call }) => call('measureFormulas', size))
      : undefined,
  };
}

/** A fresh one for each, which runs nothing else. */
async function inProcess<Result>(
  look: (service: RemoteProcess<RenderingService>) => Promise<Result>,
): Promise<Result> {
  const service = await startBuilt<RenderingService>('rendering');
  try {
    return await look(service);
  } finally {
    await service.close();
  }
}

async function write(
  results: Results,
  { verdicts, report }: { verdicts: readonly Verdict[]; report: string },
): Promise<void> {
  const folder = new URL('results/', import.meta.url);
  const round = (_key: string, value: unknown) =>
    typeof value === 'number' ? rounded(value) : value;
  await mkdir(folder, { recursive: true });
  await writeFile(
    new URL('results.json', folder),
    `${JSON.stringify({ ...results, verdicts }, round, 2)}\n`,
  );
  await writeFile(new URL('results.md', folder), `# Results\n\n${report}`);
}

/** Small figures keep more of their digits. */
function rounded(value: number): number {
  const parts = Math.abs(value) < 10 ? 100 : 10;
  return Math.round(value * parts) / parts;
}

process.exitCode = await main();
