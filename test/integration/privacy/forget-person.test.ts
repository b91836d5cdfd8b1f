import { beforeEach, describe, expect, it } from 'vitest';
import { createAskStore } from '../../../src/asks/ask-store.ts';
import { createKeptAnswers } from '../../../src/asks/kept-answers.ts';
import {
  createTurnStore,
  type RedisTurnStore,
} from '../../../src/conversations/redis-turn-store.ts';
import type { NewTurn } from '../../../src/conversations/turn-store.ts';
import { createErase } from '../../../src/privacy/erase.ts';
import { createForgetPerson, type ForgetPerson } from '../../../src/privacy/forget-person.ts';
import {
  createPersonIndex,
  type PersonIndex,
  type Trace,
} from '../../../src/privacy/person-index.ts';
import { traceAsks, traceTurns } from '../../../src/privacy/traced-stores.ts';
import { askWith } from '../../support/ask.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { redisTexts } from '../../support/redis-texts.ts';

const retentionDays = 7;
const daySeconds = 86_400;
const ann = { id: '100000000000000001', name: 'Ann' };
const ben = { id: '100000000000000002', name: 'Ben' };
const limits = {
  homeGuildId: null,
  maxWaitingPerAsker: 999,
  maxWaiting: 999,
  maxAnswersPerDay: 999,
};

let testRedis: TestRedis;
let turns: RedisTurnStore;
let store: ReturnType<typeof createAskStore>;
let index: PersonIndex;
let nowMs: number;

beforeEach(async () => {
  testRedis = await openTestRedis();
  const { client: redis, prefix } = testRedis;
  nowMs = Date.now();
  index = createPersonIndex({ redis, prefix, retentionDays, now: () => nowMs });
  turns = traceTurns(createTurnStore({ redis, prefix, retentionDays }), index);
  store = traceAsks(createAskStore({ redis, prefix, retentionDays }), index);
});

/** Asks end at once, except those that are stuck. */
function forgetting({ stuck = [] }: { stuck?: string[] } = {}): ForgetPerson {
  const { client: redis, prefix } = testRedis;
  return createForgetPerson({
    index,
    erase: createErase({ redis, prefix, retentionDays }),
    askStore: store,
    asks: {
      end: async (askId) => {
        if (!stuck.includes(askId)) await store.markClosed(askId);
        return true;
      },
    },
    turns,
    sleep: () => Promise.resolve(),
  });
}

const turnOf = (id: string, more: Partial<NewTurn> = {}): NewTurn => ({
  id,
  asker: ann,
  part: { id, text: `annsecret ${id}` },
  ...more,
});

async function ask(id: string, asker = ann): Promise<void> {
  await turns.begin(turnOf(id, { asker, part: { id, text: `${asker.name}secret ${id}` } }));
  await store.store(
    askWith({ id, turnId: id, asker, question: `${asker.name}secret ${id}` }),
    limits,
  );
}

async function annsTraces(): Promise<string[]> {
  const texts = [...(await redisTexts(testRedis))].map(([key, text]) => `${key} ${text}`);
  return texts.filter((text) => text.includes(ann.id) || /annsecret/i.test(text));
}

describe('forgetting a person', () => {
  it('reaches records, counts, failures, kept answers, files and pictures', async () => {
    const { client: redis, prefix } = testRedis;
    await ask('1');
    await turns.begin(
      turnOf('2', {
        part: { id: '2', text: '', files: [{ name: 'annsecret.txt', content: 'annsecret' }] },
        pictures: [Buffer.from('annsecret picture')],
      }),
    );
    await turns.addPart('2', { id: '3', text: 'annsecret part' });
    await turns.settle('2', { askId: '2', answer: 'annsecret answer' });
    await store.countFailure('1');
    const kept = createKeptAnswers({ redis, prefix, retentionDays });
    await kept.keep({ id: '1', asker: ann, askedAt: 1 });
    expect(await annsTraces()).not.toEqual([]);
    expect(await forgetting()(ann)).toEqual({ questions: 2, isWhole: true });
    expect(await annsTraces()).toEqual([]);
  });

  it("takes the person's message out of somebody's question, with its files and pictures", async () => {
    const subject = { author: ann, text: 'annsecret said' };
    const part = { id: '5', text: 'bensecret asked' };
    await turns.begin({ id: '5', asker: ben, part, subject, pictures: [Buffer.from('annsecret')] });
    await forgetting()(ann);
    expect(await annsTraces()).toEqual([]);
    expect(await turns.get('5')).toMatchObject({ asker: ben, parts: [part], pictures: 0 });
  });

  it('leaves what others have, and the place of a turn in the conversation', async () => {
    await turns.begin(turnOf('1', { asker: ben, part: { id: '1', text: 'bensecret' } }));
    await turns.begin(turnOf('2'), { turnId: '1' });
    await turns.begin(turnOf('3', { asker: ben, part: { id: '3', text: 'bensecret' } }), {
      turnId: '2',
    });
    await forgetting()(ann);
    expect((await turns.chain('3')).map(({ id }) => id)).toEqual(['1', '3']);
  });

  it("reaches the ask by which somebody had the person's question answered again", async () => {
    await ask('1');
    expect(await turns.beginAgain('1', { from: '1', to: '9' })).toBe(true);
    await store.store(askWith({ id: '9', turnId: '1', asker: ben, question: 'Annsecret 1' }));
    await forgetting()(ann);
    expect(await annsTraces()).toEqual([]);
    expect(await store.get('9')).toBeUndefined();
  });

  it('reaches all of whoever has asked more than is read at once, and counts each question once', async () => {
    const ids = Array.from({ length: 450 }, (_unused, index) => `${1_000 + index}`);
    await Promise.all(ids.map((id) => ask(id)));
    expect(await forgetting({ stuck: ['1007'] })(ann)).toEqual({ questions: 450, isWhole: false });
    expect(await tracesOf(ann.id)).toEqual([{ kind: 'ask', id: '1007' }]);
    expect(await forgetting()(ann)).toEqual({ questions: 0, isWhole: true });
    expect(await annsTraces()).toEqual([]);
  });

  it('says when an ask could not be ended, and finds it the next time', async () => {
    await ask('1');
    await ask('2');
    expect(await forgetting({ stuck: ['2'] })(ann)).toEqual({ questions: 2, isWhole: false });
    expect(await store.get('1')).toBeUndefined();
    expect(await store.get('2')).toBeDefined();
    expect(await forgetting()(ann)).toEqual({ questions: 0, isWhole: true });
    expect(await annsTraces()).toEqual([]);
  });
});

async function tracesOf(personId: string): Promise<Trace[]> {
  const traces: Trace[] = [];
  for await (const part of index.parts(personId)) traces.push(...part);
  return traces;
}

describe('the index of a person', () => {
  it('keeps a trace for a day longer than what it leads to, and no longer', async () => {
    await index.add(ann.id, [{ kind: 'turn', id: '1' }]);
    const key = `${testRedis.prefix}:person:${ann.id}`;
    expect(await testRedis.client.ttl(key)).toBe(8 * daySeconds);
    nowMs += 5 * daySeconds * 1_000;
    await index.add(ann.id, [{ kind: 'turn', id: '2' }]);
    nowMs += 4 * daySeconds * 1_000;
    await index.add(ann.id, [{ kind: 'ask', id: '3' }]);
    expect(await tracesOf(ann.id)).toEqual([
      { kind: 'turn', id: '2' },
      { kind: 'ask', id: '3' },
    ]);
  });

  it('keeps the trace of a turn as long as what happens to it makes the turn live', async () => {
    await turns.begin(turnOf('1'));
    nowMs += 6 * daySeconds * 1_000;
    await turns.editPart('1', { id: '1', text: 'annsecret edited' });
    nowMs += 6 * daySeconds * 1_000;
    await index.add(ann.id, [{ kind: 'ask', id: '3' }]);
    expect(await tracesOf(ann.id)).toContainEqual({ kind: 'turn', id: '1' });
  });
});
