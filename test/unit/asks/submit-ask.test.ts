import { expect, it } from 'vitest';
import type { Ask } from '../../../src/asks/ask.ts';
import type { Asks } from '../../../src/asks/asks.ts';
import { createSubmitAsk, type SubmitAskOptions } from '../../../src/asks/submit-ask.ts';
import { askWith, replyTokenWith } from '../../support/ask.ts';

const guildId = '500000000000000001';

/** Keeps what is submitted. */
function openSubmit({
  settingsOf = () => Promise.resolve({ reasoningDisplay: 'spoiler' }),
}: Partial<Pick<SubmitAskOptions, 'settingsOf'>> = {}) {
  const submitted: Ask[] = [];
  const asks: Asks = {
    submit: (ask) => {
      submitted.push(ask);
      return Promise.resolve('queued');
    },
    end: notNow,
    stop: notNow,
    enterLine: notNow,
    reopen: notNow,
    revive: notNow,
  };
  const chooseModel = () => Promise.resolve({ type: 'chosen', model: 'r1:14b' } as const);
  const submitAsk = createSubmitAsk({ asks, chooseModel, settingsOf });
  return {
    submitted,
    submit: ({ question = 'Why?', homeGuildId = null as string | null } = {}) =>
      submitAsk({ ...askWith({ question }), homeGuildId }, replyTokenWith()),
  };
}

const notNow = () => Promise.reject(new Error('not in this test'));

it.each(['', '   ', '\n\t '])('refuses a question of blanks only: %j', async (question) => {
  const { submit, submitted } = openSubmit();
  expect(await submit({ question })).toEqual({ type: 'refused', code: 'PROMPT_EMPTY' });
  expect(submitted).toEqual([]);
});

it('submits the ask with the model that is chosen, and with nothing of the request besides', async () => {
  const { submit, submitted } = openSubmit();
  expect(await submit()).toEqual({ type: 'accepted' });
  expect(submitted).toEqual([askWith({ question: 'Why?', model: 'r1:14b' })]);
});

it('shows reasoning as the server has chosen', async () => {
  const { submit, submitted } = openSubmit({
    settingsOf: (id) => Promise.resolve({ reasoningDisplay: id === guildId ? 'never' : 'button' }),
  });
  await submit({ homeGuildId: guildId });
  expect(submitted).toMatchObject([{ reasoningDisplay: 'never' }]);
});

it('shows reasoning as the host has chosen where no server can', async () => {
  const { submit, submitted } = openSubmit({
    settingsOf: (id) => Promise.resolve({ reasoningDisplay: id === null ? 'button' : 'never' }),
  });
  await submit({ homeGuildId: null });
  expect(submitted).toMatchObject([{ reasoningDisplay: 'button' }]);
});

it('takes no question while it cannot know what the server has chosen', async () => {
  const { submit, submitted } = openSubmit({ settingsOf: notNow });
  await expect(submit({ homeGuildId: guildId })).rejects.toThrow('QUEUE_UNAVAILABLE');
  expect(submitted).toEqual([]);
});
