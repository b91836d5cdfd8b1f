import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/asks/ask.ts';
import type { SubmitOutcome } from '../../../src/asks/asks.ts';
import { createHandIn, type HandInOptions } from '../../../src/asks/hand-in.ts';
import type { CountLimits, CountRefusal } from '../../../src/asks/store-ask.ts';
import {
  createSubmitAsk,
  type AskRequest,
  type ReadContent,
  type SubmitAskOptions,
} from '../../../src/asks/submit-ask.ts';
import type { Continues, NewTurn } from '../../../src/conversations/turn-store.ts';
import type { PublishedModel } from '../../../src/models/published-models.ts';
import { askWith, replyTokenWith } from '../../support/ask.ts';
import { settingsWith } from '../../support/settings.ts';
import { silentLog } from '../../support/token-log.ts';

const guildId = '500000000000000001';
const supporter = '700000000000000001';

interface SubmitOptions {
  settingsOf?: SubmitAskOptions['settingsOf'];
  outcome?: SubmitOutcome;
  /** The limit that is found reached before anything is fetched. */
  looked?: CountRefusal;
  isOperator?: boolean;
  nextTurnOf?: HandInOptions['nextTurnOf'];
  turnAfter?: HandInOptions['turnAfter'];
  beginTurn?: () => Promise<void>;
  hasRoom?: boolean;
  models?: readonly PublishedModel[];
}

/** Keeps what is submitted. */
function openSubmit({
  settingsOf = () => Promise.resolve(settingsWith()),
  outcome = { type: 'queued' },
  looked,
  isOperator = false,
  nextTurnOf = () => Promise.resolve(undefined),
  turnAfter = () => Promise.resolve(undefined),
  beginTurn = () => Promise.resolve(),
  hasRoom = true,
  models = [],
}: SubmitOptions = {}) {
  const submitted: Ask[] = [];
  const counted: (CountLimits | undefined)[] = [];
  const begun: { turn: NewTurn; continues: Continues | undefined }[] = [];
  const withdrawn: string[] = [];
  const asks: HandInOptions['asks'] = {
    look: async () => looked,
    submit: (ask, { limits } = {}) => {
      submitted.push(ask);
      counted.push(limits);
      return Promise.resolve(outcome);
    },
  };
  const submitAsk = createSubmitAsk({
    handIn: createHandIn({ asks, nextTurnOf, turnAfter }),
    turns: {
      begin: async (turn, continues) => {
        await beginTurn();
        begun.push({ turn, continues });
      },
    },
    patientTurns: {
      withdraw: async (id) => {
        withdrawn.push(id);
      },
    },
    chooseModel: (wish, { usual } = {}) =>
      Promise.resolve({ type: 'chosen', model: wish ?? usual ?? 'r1:14b' }),
    listModels: () => Promise.resolve({ models }),
    hasRoom: () => Promise.resolve(hasRoom),
    settingsOf,
    isOperator: () => isOperator,
    log: silentLog,
  });
  return {
    submitted,
    counted,
    begun,
    withdrawn,
    submit: (given: Partial<AskRequest> = {}) => {
      const { id, asker, place, locale, askedAt } = askWith();
      const request = { id, asker, question: 'Why?', place, locale, askedAt, homeGuildId: null };
      const channels = { roleIds: [''], channelIds: [place.channelId] };
      return submitAsk({ ...request, ...channels, ...given }, replyTokenWith());
    },
  };
}

const servers = (given: Parameters<typeof settingsWith>[0]) => (id: string | null) =>
  Promise.resolve(settingsWith(id === guildId ? given : {}));

const reading = (given: Partial<ReadContent>) => async (): Promise<ReadContent> => ({
  type: 'read',
  files: [],
  pictures: [],
  ...given,
});

const notNow = () => Promise.reject(new Error('not in this test'));

it.each(['', '   ', '\n\t '])('refuses a question of blanks only: %j', async (question) => {
  const { submit, submitted } = openSubmit();
  expect(await submit({ question })).toEqual({ type: 'refused', code: 'PROMPT_EMPTY' });
  expect(submitted).toEqual([]);
});

it('submits the ask with the model that is chosen, and with nothing of the request besides', async () => {
  const { submit, submitted } = openSubmit();
  expect(await submit()).toEqual({ type: 'accepted' });
  expect(submitted).toEqual([
    askWith({ question: 'Why?', model: 'r1:14b', weight: 1, pingsAsker: true }),
  ]);
});

it('shows reasoning as the server has chosen, and elsewhere as the host has', async () => {
  const { submit, submitted } = openSubmit({ settingsOf: servers({ reasoningDisplay: 'never' }) });
  await submit({ homeGuildId: guildId });
  await submit({ homeGuildId: null });
  const displays = submitted.map(({ reasoningDisplay }) => reasoningDisplay);
  expect(displays).toEqual(['never', 'spoiler']);
});

it('takes no question while it cannot know what the server has chosen', async () => {
  const { submit, submitted } = openSubmit({ settingsOf: notNow });
  await expect(submit({ homeGuildId: guildId })).rejects.toThrow('QUEUE_UNAVAILABLE');
  expect(submitted).toEqual([]);
});

describe('the turn of an ask', () => {
  it('is begun with all that was asked, before the ask is stored', async () => {
    const { submit, begun } = openSubmit();
    const given = { partId: '7', continues: { channelId: '8' }, gatherMs: 3_000 };
    const subject = { author: { id: '9', name: 'Bob' }, text: 'Look!' };
    const files = [{ name: 'a.ts', content: 'let a;' }];
    await submit({ ...given, readContent: reading({ subject, files }) });
    const { gatherMs, continues } = given;
    const { id, asker } = askWith();
    const part = { id: '7', text: 'Why?', files };
    expect(begun).toEqual([{ turn: { id, asker, part, subject, gatherMs }, continues }]);
  });

  it('is withdrawn when the ask is refused after all', async () => {
    const { submit, withdrawn } = openSubmit({ outcome: { type: 'asker-waiting', waiting: 3 } });
    await submit();
    expect(withdrawn).toEqual([askWith().id]);
  });

  it('is withdrawn in the end when Redis did not take it in time, and nothing is asked', async () => {
    const { submit, submitted, withdrawn } = openSubmit({ beginTurn: notNow });
    await expect(submit()).rejects.toThrow('QUEUE_UNAVAILABLE');
    expect(submitted).toEqual([]);
    expect(withdrawn).toEqual([askWith().id]);
  });

  it('stays when the ask was taken before', async () => {
    const { submit, withdrawn } = openSubmit({ outcome: { type: 'duplicate' } });
    expect(await submit()).toEqual({ type: 'accepted' });
    expect(withdrawn).toEqual([]);
  });

  it('may be of files alone', async () => {
    const { submit } = openSubmit();
    const files = [{ name: 'a.ts', content: 'let a;' }];
    const readContent = reading({ files });
    expect(await submit({ question: '', readContent })).toEqual({ type: 'accepted' });
  });
});

describe('what a channel has chosen', () => {
  const settings = {
    persona: 'server',
    channelPersonas: { '1': 'parent', '2': 'thread' },
    model: 'server:1b',
    channelModels: { '1': 'parent:1b' },
  };
  const open = () => openSubmit({ settingsOf: servers(settings) });

  it.each([
    [['2', '1'], 'thread', 'parent:1b'],
    [['3', '1'], 'parent', 'parent:1b'],
    [['3'], 'server', 'server:1b'],
  ])('comes before what its server has: %j', async (channelIds, persona, model) => {
    const { submit, begun, submitted } = open();
    await submit({ homeGuildId: guildId, channelIds });
    expect(begun[0]?.turn.persona).toBe(persona);
    expect(submitted[0]?.model).toBe(model);
  });

  it('gives way to a model that somebody names', async () => {
    const { submit, submitted } = open();
    await submit({ homeGuildId: guildId, channelIds: ['1'], model: 'mine:1b' });
    expect(submitted[0]?.model).toBe('mine:1b');
  });

  it('is nothing where nothing is chosen', async () => {
    const { submit, begun } = openSubmit();
    await submit();
    expect(begun[0]?.turn).not.toHaveProperty('persona');
  });
});

describe('what a model cannot be asked', () => {
  const blind: PublishedModel = {
    name: 'r1:14b',
    sizeBytes: 1,
    parameterSize: '14B',
    canThink: true,
    isReasoner: true,
    isLoaded: false,
    workerIds: ['1'],
  };
  const seeing = { ...blind, name: 'gemma3:4b', canSee: true };
  const readContent = reading({ pictures: [new Uint8Array([1])] });

  it('is a question that is longer than its context', async () => {
    const { submit, begun, submitted } = openSubmit({ hasRoom: false });
    expect(await submit()).toEqual({ type: 'refused', code: 'PROMPT_TOO_LONG', detail: 'r1:14b' });
    expect([begun, submitted]).toEqual([[], []]);
  });

  it('is what a picture shows, where it cannot see', async () => {
    const { submit, begun } = openSubmit({ models: [blind, seeing] });
    expect(await submit({ readContent })).toEqual({
      type: 'refused',
      code: 'PICTURES_UNSUPPORTED',
      detail: 'r1:14b',
      available: ['gemma3:4b'],
    });
    expect(begun).toEqual([]);
    expect(await submit({ readContent, model: 'gemma3:4b' })).toEqual({ type: 'accepted' });
  });

  it('is left to the worker where no model is known', async () => {
    const { submit } = openSubmit();
    expect(await submit({ readContent })).toEqual({ type: 'accepted' });
  });
});

describe('the limits of a server', () => {
  it.each([
    { settingsOf: servers({ maxQuestionChars: 3 }) },
    { looked: { type: 'asker-waiting', waiting: 3 } },
    { looked: { type: 'day-over', until: 5 } },
  ] as const)('refuse before any file is fetched: %j', async (given) => {
    const { submit, begun } = openSubmit(given);
    let fetched = 0;
    const readContent = async (): Promise<ReadContent> => {
      fetched += 1;
      return { type: 'read', files: [], pictures: [] };
    };
    const outcome = await submit({ homeGuildId: guildId, readContent });
    expect(outcome).toMatchObject({ type: 'refused' });
    expect([fetched, begun]).toEqual([0, []]);
  });

  it.each([
    ['MEMBER_BLOCKED', { blockedMemberIds: [askWith().asker.id] }],
    ['CHANNEL_NOT_ALLOWED', { allowedChannelIds: ['1'] }],
    ['ROLE_MISSING', { allowedRoleIds: ['1'] }],
    ['QUESTION_TOO_LONG', { maxQuestionChars: 3 }],
  ] as const)('refuse with %s before anything is counted', async (code, limits) => {
    const { submit, submitted } = openSubmit({ settingsOf: servers({ ...limits } as object) });
    expect(await submit({ homeGuildId: guildId })).toMatchObject({ type: 'refused', code });
    expect(submitted).toEqual([]);
  });

  it.each([
    [{ type: 'asker-waiting', waiting: 3 }, 'TOO_MANY_WAITING', '3'],
    [{ type: 'line-full', waiting: 100 }, 'QUEUE_FULL', '100'],
    [{ type: 'day-over', until: 1_700_000_000_001 }, 'DAY_LIMIT_REACHED', '1700000001'],
  ] as const)('refuse what is one too many: %j', async (outcome, code, detail) => {
    const { submit } = openSubmit({ outcome });
    expect(await submit()).toEqual({ type: 'refused', code, detail });
  });

  it('are counted for that server, and for none outside of servers', async () => {
    const { submit, counted } = openSubmit({ settingsOf: servers({ maxWaitingPerAsker: 7 }) });
    await submit({ homeGuildId: guildId });
    await submit({ homeGuildId: null });
    expect(counted).toMatchObject([
      { homeGuildId: guildId, maxWaitingPerAsker: 7 },
      { homeGuildId: null, maxWaitingPerAsker: 3 },
    ]);
  });

  it('bound the answer, and give a role its turns', async () => {
    const given = { maxAnswerTokens: 500, roleWeights: { [supporter]: 2 } };
    const { submit, submitted } = openSubmit({ settingsOf: servers(given) });
    await submit({ homeGuildId: guildId, roleIds: [supporter] });
    await submit({ homeGuildId: guildId });
    expect(submitted).toMatchObject([
      { maxAnswerTokens: 500, weight: 2 },
      { maxAnswerTokens: 500, weight: 1 },
    ]);
  });

  it('do not hold for operators', async () => {
    const blockedMemberIds = [askWith().asker.id];
    const { submit, submitted, counted } = openSubmit({
      settingsOf: servers({ blockedMemberIds, maxQuestionChars: 20, maxAnswerTokens: 64 }),
      isOperator: true,
    });
    const question = 'x'.repeat(21);
    expect(await submit({ homeGuildId: guildId, question })).toEqual({ type: 'accepted' });
    expect(counted).toEqual([undefined]);
    expect(submitted[0]).not.toHaveProperty('maxAnswerTokens');
  });

  it.each([
    ['90 s', { nextTurnOf: () => Promise.resolve(90_000) }, 90_000],
    ['nothing when that is not known', {}, undefined],
    ['nothing when Redis fails', { nextTurnOf: notNow }, undefined],
  ])('say when the next waiting question has its turn: %s', async (_what, given, waitMs) => {
    const outcome = { type: 'asker-waiting', waiting: 3 } as const;
    const { submit } = openSubmit({ outcome, ...given });
    expect(await submit()).toEqual({
      type: 'refused',
      code: 'TOO_MANY_WAITING',
      detail: '3',
      ...(waitMs !== undefined && { waitMs }),
    });
  });

  it('say of a full line how many it takes here, and when it will be that short', async () => {
    const { submit } = openSubmit({
      settingsOf: servers({ maxWaiting: 10 }),
      outcome: { type: 'line-full', waiting: 12 },
      turnAfter: (asks) => Promise.resolve(asks * 60_000),
    });
    expect(await submit({ homeGuildId: guildId })).toEqual({
      type: 'refused',
      code: 'QUEUE_FULL',
      detail: '10',
      waitMs: 3 * 60_000,
    });
  });
});
