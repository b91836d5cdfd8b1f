// One load: a stage of its own, a warm-up, and as many runs as asked for.
import { figuresOf, mean, median, type ReplyFigures } from './figures.ts';
import type { Load } from './loads.ts';
import type { Asking, Watched } from './processes/asking.ts';
import type { Usage } from './processes/meter.ts';
import { openStage, type StageProcess, type StageUsage } from './stage.ts';

/** Over the replies of a run; then the median over the runs. */
export interface LoadFigures extends ReplyFigures {
  /** The sum over all runs. */
  rateLimited: number;
  refused: number;
}

export interface LoadResult {
  name: string;
  title: string;
  runs: number;
  figures: LoadFigures;
  costs: Partial<Record<StageProcess, Cost>>;
}

/** The highest of all runs. */
export interface Cost extends Pick<Usage, 'peakRssMb' | 'peakHeapMb'> {
  cpuMsPerThousandTokens: number;
}

interface Run {
  watched: Watched;
  usage: StageUsage;
}

export async function measureLoad(load: Load): Promise<LoadResult> {
  const { bot, asking, tokenWindowMs } = load;
  const stage = await openStage({
    processes: bot === 'plain' ? ['plain-bot'] : ['bot', 'worker'],
    tokenWindowMs,
    parallel: asking.asks,
  });
  try {
    await stage.world.call('ask', warmUp(asking));
    const runs: Run[] = [];
    while (runs.length < load.runs) {
      await stage.startMeters();
      const watched = await stage.world.call('ask', asking);
      runs.push({ watched, usage: await stage.readMeters() });
    }
    return resultOf(load, runs);
  } finally {
    await stage.close();
  }
}

/** Not counted: connections are opened, code is compiled, the model is loaded. */
function warmUp(asking: Asking): Asking {
  return { ...asking, asks: 1, tokens: { reasoning: 4, answer: 4 } };
}

function resultOf({ name, title, asking }: Load, runs: readonly Run[]): LoadResult {
  const perRun = runs.map(({ watched }) => runFigures(watched));
  const middle = (pick: (figures: ReplyFigures) => number) => median(perRun.map(pick));
  const sum = (pick: (watched: Watched) => number) =>
    runs.reduce((total, { watched }) => total + pick(watched), 0);
  return {
    name,
    title,
    runs: runs.length,
    figures: {
      firstStateMs: middle(({ firstStateMs }) => firstStateMs),
      firstTokenMs: middle(({ firstTokenMs }) => firstTokenMs),
      stalenessMs: middle(({ stalenessMs }) => stalenessMs),
      freezeMs: middle(({ freezeMs }) => freezeMs),
      endLagMs: middle(({ endLagMs }) => endLagMs),
      edits: middle(({ edits }) => edits),
      rateLimited: sum(({ rateLimited }) => rateLimited),
      refused: sum(({ refused }) => refused),
    },
    costs: costsOf(asking, runs),
  };
}

/** Of several replies: the mean, and for what must not happen to anybody the worst. */
function runFigures({ observations }: Watched): ReplyFigures {
  const replies = observations.map(figuresOf);
  const all = (pick: (figures: ReplyFigures) => number) => replies.map(pick);
  return {
    firstStateMs: mean(all(({ firstStateMs }) => firstStateMs)),
    firstTokenMs: mean(all(({ firstTokenMs }) => firstTokenMs)),
    stalenessMs: mean(all(({ stalenessMs }) => stalenessMs)),
    freezeMs: Math.max(...all(({ freezeMs }) => freezeMs)),
    endLagMs: Math.max(...all(({ endLagMs }) => endLagMs)),
    edits: mean(all(({ edits }) => edits)),
  };
}

function costsOf({ asks, tokens }: Asking, runs: readonly Run[]): LoadResult['costs'] {
  const thousands = (asks * (tokens.reasoning + tokens.answer)) / 1_000;
  const costs: LoadResult['costs'] = {};
  for (const process of ['bot', 'worker', 'plain-bot'] as const) {
    const usages = runs.flatMap(({ usage }) => usage[process] ?? []);
    if (usages.length === 0) continue;
    costs[process] = {
      cpuMsPerThousandTokens: median(usages.map(({ cpuMs }) => cpuMs / thousands)),
      peakRssMb: Math.max(...usages.map(({ peakRssMb }) => peakRssMb)),
      peakHeapMb: Math.max(...usages.map(({ peakHeapMb }) => peakHeapMb)),
    };
  }
  return costs;
}
