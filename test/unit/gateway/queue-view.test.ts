import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/asks/ask.ts';
import type { QueueLook } from '../../../src/asks/queue-look.ts';
import { viewQueue, type QueueView } from '../../../src/gateway/queue-view.ts';
import type { Viewer } from '../../../src/gateway/queue-viewer.ts';
import { createPace } from '../../../src/models/pace.ts';
import { askWith } from '../../support/ask.ts';
import { lookWith } from '../../support/queue-look.ts';

const here = '500000000000000001';
const elsewhere = '500000000000000002';
const now = 1_700_000_000_000;

const ann = { id: '400000000000000001', name: 'Ann' };
const bob = { id: '400000000000000002', name: 'Bob' };

const asks: Ask[] = [
  askWith({ id: '1', asker: ann, question: 'Mine' }),
  askWith({ id: '2', asker: bob, question: 'Open' }),
  askWith({ id: '3', asker: bob, question: 'Private', place: { isPrivate: true } }),
  askWith({ id: '4', asker: bob, question: 'Elsewhere', place: { guildId: elsewhere } }),
  askWith({ id: '5', asker: bob, question: 'Direct', place: { guildId: null } }),
];

function viewAs(viewer: Partial<Viewer>, look: QueueLook = lookWith(asks)): QueueView {
  const stranger = { userId: 'x', guildId: here, isModerator: false, isOperator: false };
  return viewQueue({ look, viewer: { ...stranger, ...viewer }, kept: [], now });
}

/** Of each waiting ask: whose it is, what of it can be read, whether it can be cancelled. */
function seenBy(viewer: Partial<Viewer>): unknown[] {
  return viewAs(viewer).waiting.map(({ who, question, mayCancel }) => [
    who.type === 'named' ? who.name : who.type,
    question,
    mayCancel,
  ]);
}

describe('what is seen of the questions that wait', () => {
  it('is to their asker all of the own, and nothing of others but who they are', () => {
    expect(seenBy({ userId: ann.id })).toEqual([
      ['self', 'Mine', true],
      ['Bob', undefined, false],
      ['private', undefined, false],
      ['elsewhere', undefined, false],
      ['elsewhere', undefined, false],
    ]);
  });

  it('is to an asker all of the own, wherever they were asked', () => {
    expect(seenBy({ userId: bob.id, guildId: null }).slice(1)).toEqual([
      ['self', 'Open', true],
      ['self', 'Private', true],
      ['self', 'Elsewhere', true],
      ['self', 'Direct', true],
    ]);
  });

  it('is to a moderator that of the server, without the words of what was asked in private', () => {
    expect(seenBy({ isModerator: true })).toEqual([
      ['Ann', 'Mine', true],
      ['Bob', 'Open', true],
      ['Bob', undefined, true],
      ['elsewhere', undefined, false],
      ['elsewhere', undefined, false],
    ]);
  });

  it('is to an operator whose they all are, and the words of the server alone', () => {
    expect(seenBy({ isOperator: true })).toEqual([
      ['Ann', 'Mine', true],
      ['Bob', 'Open', true],
      ['Bob', undefined, true],
      ['Bob', undefined, true],
      ['Bob', undefined, true],
    ]);
  });

  it('is in direct messages nothing of others', () => {
    const others = seenBy({ userId: ann.id, guildId: null, isModerator: true }).slice(1);
    expect(others).toEqual(others.map(() => ['elsewhere', undefined, false]));
  });

  it('is nobody where the record is gone', () => {
    const look = { ...lookWith(asks), asks: new Map() };
    const { waiting } = viewAs({ isOperator: true }, look);
    expect(waiting.every(({ who, mayCancel }) => who.type === 'elsewhere' && !mayCancel)).toBe(
      true,
    );
  });
});

describe('the waits', () => {
  const minuteMs = 60_000;

  it('begin with the end of a rest', () => {
    const rest = { cause: 'pause', until: now + 5 * minuteMs } as const;
    const [first] = viewAs({}, { ...lookWith(asks), rest }).waiting;
    expect(first?.waitMs).toBe(5 * minuteMs + (lookWith(asks).waiting[0]?.waitMs ?? 0));
  });

  it('are not told while nobody knows how long a rest is', () => {
    const view = viewAs({}, { ...lookWith(asks), rest: { cause: 'pause' } });
    expect(view.waiting.map(({ waitMs }) => waitMs)).toEqual(asks.map(() => undefined));
    expect(view.nextWaitMs).toBeUndefined();
  });
});

it('tells of each worker what is in its memory and how fast that is', () => {
  const model = {
    name: 'r1:8b',
    sizeBytes: 1,
    parameterSize: '8B',
    canThink: true,
    isReasoner: true,
  };
  const look = lookWith([], {
    workers: [
      {
        workerId: 'w',
        name: 'gpu-1',
        state: 'ready',
        models: [
          { ...model, isLoaded: true, vramBytes: 5_200_000_000 },
          { ...model, name: 'r1:14b', isLoaded: false },
        ],
      },
    ],
    paces: new Map([['r1:8b', { pace: createPace([]), tokensPerSecond: 41 }]]),
  });
  expect(viewAs({}, look).workers).toEqual([
    {
      name: 'gpu-1',
      state: 'ready',
      rest: undefined,
      inMemory: [{ model: 'r1:8b', vramBytes: 5_200_000_000, tokensPerSecond: 41 }],
    },
  ]);
});
