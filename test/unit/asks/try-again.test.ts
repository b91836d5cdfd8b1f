import { expect, it } from 'vitest';
import type { Ask } from '../../../src/asks/ask.ts';
import type { ChooseModel } from '../../../src/asks/choose-model.ts';
import type { AskOutcome } from '../../../src/asks/hand-in.ts';
import { createTryAgain, type AgainRequest } from '../../../src/asks/try-again.ts';
import type { Turn } from '../../../src/conversations/turn.ts';
import { createLogger } from '../../../src/log.ts';
import { askedAt, askWith, replyTokenWith } from '../../support/ask.ts';
import { settingsWith } from '../../support/settings.ts';

const before = askWith({ id: '1', model: 'r1:14b' });
const press: AgainRequest = {
  id: '2',
  asker: { id: '400000000000000002', name: 'Mod' },
  homeGuildId: null,
  roleIds: [],
  channelIds: [before.place.channelId],
  askedAt: askedAt + 60_000,
};
const turnWith = (given: Partial<Turn> = {}): Turn => ({
  id: '1',
  asker: before.asker,
  parts: [{ id: '1', text: 'Why?' }],
  pictures: 0,
  askId: '1',
  ...given,
});

interface Given {
  turn?: Turn;
  hasEnded?: boolean;
  /** Asks that were never stored. */
  missing?: string[];
  outcome?: () => Promise<AskOutcome>;
  chooseModel?: ChooseModel;
  blocked?: string[];
}

function openTry(given: Given = {}) {
  const { turn, hasEnded = true, missing = [], blocked = [] } = { turn: turnWith(), ...given };
  const accepted: AskOutcome = { type: 'accepted' };
  const handedIn: Ask[] = [];
  const settled: string[] = [];
  let answeredBy = turn.askId;
  const beginAgain = async (_turnId: string, { from, to }: { from: string; to: string }) => {
    if (answeredBy !== from) return false;
    answeredBy = to;
    return true;
  };
  const tryAgain = createTryAgain({
    turns: {
      get: async (id) => (id === turn.id ? { ...turn, askId: answeredBy } : undefined),
      beginAgain,
    },
    patientTurns: { beginAgain },
    turnOrder: { settleFromLog: async (id) => void settled.push(id) },
    askStore: { forestall: async (id) => missing.includes(id) },
    tokenLog: { hasEnded: async () => hasEnded },
    handIn: {
      submit: (ask) => {
        handedIn.push(ask);
        return given.outcome?.() ?? Promise.resolve(accepted);
      },
    },
    chooseModel: given.chooseModel ?? (async (wish = 'usual') => ({ type: 'chosen', model: wish })),
    settingsOf: async () => settingsWith({ blockedMemberIds: blocked }),
    isOperator: () => false,
    log: createLogger({ level: 'silent' }),
  });
  return {
    handedIn,
    settled,
    answeredBy: () => answeredBy,
    again: (ask = before, request = press) => tryAgain(ask, request, replyTokenWith()),
  };
}

it('asks the same again, in the same place, for whoever pressed', async () => {
  const { again, handedIn, answeredBy } = openTry();
  expect(await again()).toEqual({ type: 'accepted' });
  const { turnId, place, locale, model } = before;
  const { id, asker } = press;
  expect(handedIn).toMatchObject([
    { id, asker, turnId, replaces: '1', place, locale, model, question: 'Why?' },
  ]);
  expect(answeredBy()).toBe('2');
});

it('asks in the words as they stand now, of all messages of the question', async () => {
  const parts = [
    { id: '1', text: 'What?' },
    { id: '3', text: 'And why?' },
  ];
  const { again, handedIn } = openTry({ turn: turnWith({ parts }) });
  await again();
  expect(handedIn).toMatchObject([{ question: 'What?\n\nAnd why?' }]);
});

it.each(['MODEL_MISSING', 'MODEL_DENIED'] as const)(
  'asks the usual model where the one of before is gone (%s)',
  async (code) => {
    const { again, handedIn } = openTry({
      chooseModel: async (wish) =>
        wish === undefined
          ? { type: 'chosen', model: 'usual' }
          : { type: 'refused', code, detail: wish },
    });
    await again();
    expect(handedIn).toMatchObject([{ model: 'usual' }]);
  },
);

it.each([
  ['expired', turnWith({ id: 'other' })],
  ['was removed', turnWith({ isRemoved: true })],
])('finds a question forgotten that %s', async (_, turn) => {
  expect(await openTry({ turn }).again()).toEqual({ type: 'forgotten' });
});

it('leaves an answer alone that has not ended', async () => {
  const { again, handedIn } = openTry({ hasEnded: false });
  expect(await again()).toEqual({ type: 'under-way' });
  expect(handedIn).toEqual([]);
});

it('accepts one of two at once', async () => {
  const { again, handedIn } = openTry();
  const outcomes = await Promise.all([again(), again(before, { ...press, id: '3' })]);
  expect(outcomes.map(({ type }) => type)).toEqual(['accepted', 'under-way']);
  expect(handedIn).toHaveLength(1);
});

it('leaves a reply alone that another ask has taken over', async () => {
  const { again } = openTry({ turn: turnWith({ askId: 'other' }) });
  expect(await again()).toEqual({ type: 'under-way' });
});

it('replaces an ask that never came, because its bot died', async () => {
  const { again, answeredBy } = openTry({ turn: turnWith({ askId: 'lost' }), missing: ['lost'] });
  expect(await again()).toEqual({ type: 'accepted' });
  expect(answeredBy()).toBe('2');
});

it('changes nothing for somebody who may not ask', async () => {
  const { again, answeredBy } = openTry({ blocked: [press.asker.id] });
  expect(await again()).toMatchObject({ type: 'refused', code: 'MEMBER_BLOCKED' });
  expect(answeredBy()).toBe('1');
});

it('gives the turn back to the ask of before when a limit is reached', async () => {
  const { again, answeredBy, settled } = openTry({
    outcome: async () => ({ type: 'refused', code: 'QUEUE_FULL', detail: '9' }),
  });
  expect(await again()).toMatchObject({ type: 'refused', code: 'QUEUE_FULL' });
  expect(answeredBy()).toBe('1');
  expect(settled).toEqual(['1']);
});

it('gives the turn back when the ask is not taken in time', async () => {
  const lost = new Error('lost');
  const { again, answeredBy } = openTry({ outcome: () => Promise.reject(lost) });
  await expect(again()).rejects.toBe(lost);
  expect(answeredBy()).toBe('1');
});
