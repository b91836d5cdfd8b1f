// What happens in a soak: who asks what when, and what breaks when. All of it follows from the seed.
import { createRandom } from '../../bench/random.ts';
import { faultSorts, type FaultKind } from './fault-sorts.ts';
import { askKinds, type AskKind } from './script.ts';

export interface PlanOptions {
  /** A whole number from 1. */
  seed: number;
  lengthMs: number;
}

/** Times are ms since the beginning. */
export interface PlannedAsk {
  atMs: number;
  /** Tells this ask's words from all others'. From 1, odd. */
  number: number;
  kind: AskKind;
  /** Index of a person. */
  asker: number;
  place: PlaceName;
  isPrivate: boolean;
  model: string;
  /** When Stop is pressed, if it can be then. */
  stopAtMs: number | undefined;
  followUp: PlannedFollowUp | undefined;
}

/**
 * What somebody does with the reply, if it can be done then: a new try; a thread and a question in it; or a question
 * that replies to it.
 */
export interface PlannedFollowUp {
  what: (typeof followUps)[number];
  atMs: number;
  /** Index of a person, where others than the asker may. */
  by: number;
  /** Of the question; its number is the next after that of the ask. */
  kind: AskKind;
  /** How long after it was written the question is deleted. */
  deletedAfterMs: number | undefined;
}

export const followUps = ['again', 'thread', 'reply'] as const;

export interface PlannedFault {
  atMs: number;
  kind: FaultKind;
  /** How long what was broken stays so. */
  lastsMs: number;
}

export interface Plan {
  asks: readonly PlannedAsk[];
  faults: readonly PlannedFault[];
}

export const askers = 30;

const models = ['deepseek-r1:8b', 'deepseek-r1:7b'] as const;

/** `direct`: the asker's direct messages. `outside`: a server that the bot is not in. */
export const placeNames = [
  'general',
  'room-1',
  'room-2',
  'room-3',
  'thread-1',
  'thread-2',
  'direct',
  'outside',
] as const;

export type PlaceName = (typeof placeNames)[number];

/** About what two workers can answer while something is always broken: there is a line, and it empties. */
const askGapMs = { least: 100, most: 1_900 };
const firstFaultMs = 3_000;
const faultGapMs = { least: 2_000, most: 8_000 };
const shareOfTwoAtOnce = 0.2;
const shareOfPrivate = 0.25;
const shareOfStopped = 0.15;
const mostMsToStop = 12_000;
const shareOfFollowed = 0.8;
const followUpMs = { least: 6_000, most: 30_000 };
const shareOfDeleted = 0.3;
const mostMsToDelete = 10_000;

export function createPlan({ seed, lengthMs }: PlanOptions): Plan {
  const chance = createChance(seed);
  return { asks: planAsks(chance, lengthMs), faults: planFaults(chance, lengthMs) };
}

type Chance = ReturnType<typeof createChance>;

function createChance(seed: number) {
  const random = createRandom(seed);
  // The first numbers of near seeds are near each other.
  for (let skipped = 0; skipped < 5; skipped += 1) random();
  const between = (least: number, most: number): number =>
    Math.floor(least + random() * (most - least + 1));
  return {
    between,
    happens: (share: number): boolean => random() < share,
    oneOf: <T>(choices: readonly [T, ...T[]]): T =>
      choices[between(0, choices.length - 1)] ?? choices[0],
  };
}

function planAsks(chance: Chance, lengthMs: number): PlannedAsk[] {
  const { between, happens, oneOf } = chance;
  const asks: PlannedAsk[] = [];
  const gap = () => between(askGapMs.least, askGapMs.most);
  for (let atMs = gap(); atMs < lengthMs; atMs += gap()) {
    asks.push({
      atMs,
      number: 2 * asks.length + 1,
      kind: oneOf(askKinds),
      asker: between(0, askers - 1),
      place: oneOf(placeNames),
      isPrivate: happens(shareOfPrivate),
      model: oneOf(models),
      stopAtMs: happens(shareOfStopped) ? atMs + between(200, mostMsToStop) : undefined,
      followUp: happens(shareOfFollowed) ? planFollowUp(chance, atMs) : undefined,
    });
  }
  return asks;
}

function planFollowUp({ between, happens, oneOf }: Chance, askedAtMs: number): PlannedFollowUp {
  return {
    what: oneOf(followUps),
    atMs: askedAtMs + between(followUpMs.least, followUpMs.most),
    by: between(0, askers - 1),
    kind: oneOf(askKinds),
    deletedAfterMs: happens(shareOfDeleted) ? between(0, mostMsToDelete) : undefined,
  };
}

function planFaults({ between, happens, oneOf }: Chance, lengthMs: number): PlannedFault[] {
  const faults: PlannedFault[] = [];
  const add = (atMs: number): void => {
    const { kind, leastMs, mostMs } = oneOf(faultSorts);
    faults.push({ atMs, kind, lastsMs: between(leastMs, mostMs) });
  };
  const gap = () => between(faultGapMs.least, faultGapMs.most);
  for (let atMs = firstFaultMs; atMs < lengthMs; atMs += gap()) {
    add(atMs);
    if (happens(shareOfTwoAtOnce)) add(atMs);
  }
  return faults;
}
