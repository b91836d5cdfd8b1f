// Puts together what a soak has come to.
import type { Evidence } from './evidence.ts';
import type { FaultRecord, Faults } from './faults.ts';
import { judgeAsk, type Verdict } from './judge-ask.ts';
import { findWorldProblems, isErrorLevel } from './judge-world.ts';
import { findLeftKeys } from './kept-keys.ts';
import { idsOf, type SoakAsk } from './soak-ask.ts';
import type { Stage } from './stage.ts';
import { tellStory } from './story.ts';
import { botTakeOvers, workerTakeOvers } from './take-over.ts';

export interface Judgement {
  verdicts: readonly Verdict[];
  /** Of no single ask. */
  problems: readonly string[];
  /** One for each ask that has problems. */
  stories: readonly string[];
  faults: readonly FaultRecord[];
  takeOverMs: { worker: readonly number[]; bot: readonly number[] };
  /** The messages of log lines of level error and above. */
  errors: readonly string[];
  /** `status/code` of requests that Discord refused. */
  refusals: readonly string[];
}

export interface JudgeOptions {
  stage: Pick<Stage, 'discord' | 'log' | 'ownEnds'>;
  asks: readonly SoakAsk[];
  faults: Pick<Faults, 'records'>;
  evidence: Evidence;
}

export function judge({ stage, asks, faults, evidence }: JudgeOptions): Judgement {
  const { discord, log, ownEnds } = stage;
  const { lines } = log;
  const keptOf = (ask: SoakAsk) => idsOf(ask).map(evidence.ask);
  const verdicts = asks.map((ask) => judgeAsk(ask, { discord, faults, kept: keptOf(ask) }));
  const bad = verdicts.filter(({ problems }) => problems.length > 0);
  const logs = asks.flatMap(keptOf).map(({ entries }) => entries);
  return {
    verdicts,
    problems: [
      ...findWorldProblems({ discord, asks, faults, lines, ownEnds }),
      ...findLeftKeys(evidence.keys),
    ],
    stories: bad.map((verdict) => {
      const entries = keptOf(verdict.ask).flatMap((kept) => kept.entries);
      return tellStory(verdict, { discord, faults, lines, entries });
    }),
    faults: faults.records,
    errors: lines.filter(({ level }) => isErrorLevel(level)).map(({ msg }) => msg),
    refusals: discord.traffic.requests.flatMap(({ status = 0, code = 0 }) =>
      status >= 400 ? [`${status}/${code}`] : [],
    ),
    takeOverMs: {
      worker: workerTakeOvers(faults.records, logs),
      bot: botTakeOvers(faults.records, discord.allMessages()),
    },
  };
}
