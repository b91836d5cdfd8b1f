// How one ask of a soak ended, and what is wrong with that.
import type { LocalDiscord } from '../../playground/local-discord/index.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { isTerminal, type TerminalEntry } from '../../src/token-log/entries.ts';
import type { SoakAsk } from './asking.ts';
import { findEndingProblems } from './ending-problems.ts';
import type { KeptAsk } from './evidence.ts';
import type { Faults } from './faults.ts';
import { judgeUntaken } from './judge-untaken.ts';

/**
 * `not responded`: Discord has said so, nobody was there. `left thinking`: the bot ended between its first answer and
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
  | 'left thinking'
  | 'lost';

export interface Verdict {
  ask: SoakAsk;
  end: AskEnd;
  problems: readonly string[];
}

export interface JudgeAskOptions {
  discord: LocalDiscord;
  kept: KeptAsk;
  faults: Pick<Faults, 'records'>;
}

export function judgeAsk(ask: SoakAsk, options: JudgeAskOptions): Verdict {
  const { kept } = options;
  const last = kept.entries.at(-1);
  const end = kept.record === 'stored' && last && isTerminal(last) ? endOf(last) : undefined;
  if (end) {
    const endings = kept.entries.filter(isTerminal).length;
    const problems = findEndingProblems(ask, { ...options, end });
    if (endings > 1) problems.push(`its log has ${endings} endings`);
    return { ask, end, problems };
  }
  if (kept.record === 'stored') return { ask, end: 'lost', problems: ['it has no ending'] };
  return judgeUntaken(ask, options);
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
