import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/asks/ask.ts';
import type { SubmitOutcome } from '../../../src/asks/asks.ts';
import type { CountLimits } from '../../../src/asks/store-ask.ts';
import { createSubmitAsk, type SubmitAskOptions } from '../../../src/asks/submit-ask.ts';
import { askWith, replyTokenWith } from '../../support/ask.ts';
import { settingsWith } from '../../support/settings.ts';

const guildId = '500000000000000001';
const supporter = '700000000000000001';

interface SubmitOptions {
  settingsOf?: SubmitAskOptions['settingsOf'];
  outcome?: SubmitOutcome;
  isOperator?: boolean;
  nextTurnOf?: SubmitAskOptions['nextTurnOf'];
  turnAfter?: SubmitAskOptions['turnAfter'];
}

/** Keeps what is submitted. */
function openSubmit({
  settingsOf = () => Promise.resolve(settingsWith()),
  outcome = { type: 'queued' },
  isOperator = false,
  nextTurnOf = () => Promise.resolve(undefined),
  turnAfter = () => Promise.resolve(undefined),
}: SubmitOptions = {}) {
  const submitted: Ask[] = [];
  const counted: (CountLimits | undefined)[] = [];
  const submitAsk = createSubmitAsk({
    asks: {
      submit: (ask, _token, limits) => {
        submitted.push(ask);
        counted.push(limits);
        return Promise.resolve(outcome);
      },
    },
    chooseModel: () => Promise.resolve({ type: 'chosen', model: 'r1:14b' }),
    settingsOf,
    isOperator: () => isOperator,
    nextTurnOf,
    turnAfter,
  });
  return {
    submitted,
    counted,
    submit: ({ question = 'Why?', homeGuildId = null as string | null, roleIds = [''] } = {}) => {
      const { id, asker, place, locale, askedAt } = askWith();
      const request = { id, asker, question, place, locale, askedAt, homeGuildId, roleIds };
      return submitAsk({ ...request, channelIds: [place.channelId] }, replyTokenWith());
    },
  };
}

const servers = (given: Parameters<typeof settingsWith>[0]) => (id: string | null) =>
  Promise.resolve(settingsWith(id === guildId ? given : {}));

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

describe('the limits of a server', () => {
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
