// Which faults explain what. A soak breaks something all the time, so "something was broken" explains nothing.
import { partOf, type FaultKind } from './fault-sorts.ts';
import type { Faults } from './faults.ts';

/** What a fault may leave behind when it is over. */
export interface Excuse {
  isFit: (kind: FaultKind) => boolean;
  /** How long its traces stay. */
  traceMs: number;
}

const isDiscord = (kind: FaultKind): boolean => partOf(kind) === 'discord';
const isGateway = (kind: FaultKind): boolean => kind === 'cut-gateway' || kind === 'end-session';
const isBotGone = (kind: FaultKind): boolean => kind === 'kill-bot' || kind === 'stop-bot';
const isRedis = (kind: FaultKind): boolean => partOf(kind) === 'redis';

/** The bot starts, or connects again, within so long on a machine that has much to do. */
const connectMs = 15_000;
/** A request has so long, is sent a second time, and then its failure is logged. */
const requestsMs = 12_000;

export const excuses = {
  /** Discord has said so: nobody was there. */
  notResponded: {
    isFit: (kind) => isBotGone(kind) || isGateway(kind) || isDiscord(kind),
    traceMs: connectMs,
  },
  /** Killed between its first answer to the command and the record of the ask, or out of Discord's reach there. */
  leftThinking: { isFit: (kind) => kind === 'kill-bot' || isDiscord(kind), traceMs: 0 },
  /** The words did not come through. */
  notTold: { isFit: (kind) => kind === 'kill-bot' || isDiscord(kind), traceMs: 0 },
  queueUnavailable: { isFit: isRedis, traceMs: connectMs },
  discordError: { isFit: isDiscord, traceMs: requestsMs },
  redisError: { isFit: isRedis, traceMs: connectMs },
} as const satisfies Record<string, Excuse>;

/** Something that explains it was there between `from` and `to` (epoch ms), or had just been. */
export function isExcused(
  excuse: Excuse,
  { faults, from, to }: { faults: Pick<Faults, 'records'>; from: number; to: number },
): boolean {
  return faults.records.some(
    (record) =>
      excuse.isFit(record.kind) && record.from <= to && record.to + excuse.traceMs >= from,
  );
}
