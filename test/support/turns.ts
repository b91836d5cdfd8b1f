// Turns for tests: stored in a Redis, or said as they are.
import { onTestFinished } from 'vitest';
import {
  createTurnStore,
  type RedisTurnStore,
  type TurnReader,
} from '../../src/conversations/redis-turn-store.ts';
import type { NewTurn } from '../../src/conversations/turn-store.ts';
import type { Turn } from '../../src/conversations/turn.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { silentLog } from './token-log.ts';

export const ann = { id: '400000000000000001', name: 'Ann' };
export const bob = { id: '400000000000000002', name: 'Bob' };

/** Answered, and asked by Ann, unless said otherwise. */
export function turnWith({
  text = 'Why?',
  ...given
}: Partial<Turn> & { text?: string } = {}): Turn {
  const { id = '1' } = given;
  return {
    id,
    asker: ann,
    parts: [{ id, text }],
    pictures: 0,
    askId: id,
    answer: 'Because.',
    ...given,
  };
}

export function newTurnWith({
  text = 'Why?',
  ...given
}: Partial<NewTurn> & { text?: string } = {}): NewTurn {
  const { id = '1' } = given;
  return { id, asker: ann, part: { id, text }, ...given };
}

/** A reader to whom every turn asks this, and goes on from nothing. */
export function turnsAsking(text: string): TurnReader {
  return {
    chain: (id) => Promise.resolve([turnWith({ id, text })]),
    pictures: () => Promise.resolve([]),
  };
}

export const retentionDays = 7;

export function openTurns({ url, prefix }: { url: string; prefix: string }): RedisTurnStore {
  const redis = createPatientRedis({ url, name: 'turns', log: silentLog });
  onTestFinished(() => closeRedis(redis));
  return createTurnStore({ redis, prefix, retentionDays });
}
