import { expect, it } from 'vitest';
import { createRefuseFromMemory } from '../../../src/asks/refuse-from-memory.ts';
import { settingsWith } from '../../support/settings.ts';

const guildId = '500000000000000001';
const ann = '400000000000000001';
const standpoint = { askerId: ann, roleIds: [], channelIds: [], question: 'x'.repeat(21) };

function openMemory({ isKnown = true, isOperator = false } = {}) {
  const limits = settingsWith({ maxQuestionChars: 20 });
  return createRefuseFromMemory({
    recallLimits: () => (isKnown ? limits : undefined),
    isOperator: () => isOperator,
  });
}

it('refuses what the limits that it knows refuse', () => {
  expect(openMemory()(guildId, standpoint)).toMatchObject({ code: 'QUESTION_TOO_LONG' });
  expect(openMemory()(guildId, { ...standpoint, question: 'Why?' })).toBeUndefined();
});

it('refuses nobody by limits that it does not know', () => {
  expect(openMemory({ isKnown: false })(guildId, standpoint)).toBeUndefined();
});

it('refuses nobody outside of servers, and no operator', () => {
  expect(openMemory()(null, standpoint)).toBeUndefined();
  expect(openMemory({ isOperator: true })(guildId, standpoint)).toBeUndefined();
});
