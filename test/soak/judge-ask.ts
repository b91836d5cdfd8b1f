// How one ask of a soak ended, and what is wrong with that.
import type { LocalDiscord } from '../../playground/local-discord/index.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { isTerminal, type TerminalEntry } from '../../src/token-log/entries.ts';
import { findEndingProblems } from './ending-problems.ts';
import type { KeptAsk } from './evidence.ts';
import type { Faults } from './faults.ts';
import { judgeUntaken } from './judge-untaken.ts';
import type { SoakAsk } from './soak-ask.ts';

/**
 * `not responded`: Discord has said so, nobody was there. `forgotten`: its question was deleted, and it with it. `left thinking`: the bot ended between its first answer and
 * the record, of which Discord tells the asker after 15 minutes.
 */
export type AskEnd =
  | 'done'
  | 'cut short'
  | 'stopped'
  | `failed: ${ErrorCode}`
  | `refused: ${ErrorCode}`
  | 'refused, not told'
  | 'not responded'
  | 'forgotten'
  | 'told before'
  | 'left thinking'
  | 'lost';

export interface Verdict {
  ask: SoakAsk;
  end: AskEnd;
  problems: readonly string[];
}

export interface JudgeAskOptions {
  discord: LocalDiscord;
  /** Of the ask, then of its tries. */
  kept: readonly KeptAsk[];
  faults: Pick<Faults, 'records'>;
}

export function judgeAsk(ask: SoakAsk, options: JudgeAskOptions): Verdict {
  const taken = options.kept.filter(({ record }) => record === 'stored');
  const last = taken.at(-1);
  if (!last) return judgeUntaken(ask, options);
  const endings = taken.map(({ entries }) => entries.filter(isTerminal));
  const shown = last.entries.at(-1);
  if (!shown || !isTerminal(shown) || endings.some((found) => found.length === 0))
    return { ask, end: 'lost', problems: ['it has no ending'] };
  const end = endOf(shown);
  const problems = findEndingProblems(ask, { ...options, end, retries: taken.length - 1 });
  for (const { length } of endings) if (length > 1) problems.push(`its log has ${length} endings`);
  return { ask, end, problems };
}

function endOf(last: TerminalEntry): AskEnd {
  switch (last.type) {
    case 'ask-done':
      return last.shortfall === undefined ? 'done' : 'cut short';
    case 'ask-stopped':
      return 'stopped';
    case 'ask-failed':
      return `failed: ${last.code}`;
    default:
      return last satisfies never;
  }
}
