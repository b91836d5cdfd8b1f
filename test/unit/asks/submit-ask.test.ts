import { expect, it } from 'vitest';
import type { Asks } from '../../../src/asks/asks.ts';
import { createSubmitAsk } from '../../../src/asks/submit-ask.ts';
import { askWith, replyTokenWith } from '../../support/ask.ts';

it.each(['', '   ', '\n\t '])('refuses a question of blanks only: %j', async (question) => {
  const notNow = () => Promise.reject(new Error('not in this test'));
  const asks: Asks = {
    submit: notNow,
    end: notNow,
    stop: notNow,
    enterLine: notNow,
    reopen: notNow,
    revive: notNow,
  };
  const submitAsk = createSubmitAsk({ asks, chooseModel: notNow });
  expect(await submitAsk(askWith({ question }), replyTokenWith())).toEqual({
    type: 'refused',
    code: 'PROMPT_EMPTY',
  });
});
