import { describe, expect, it } from 'vitest';
import { refuseUncounted, weightOf } from '../../../src/asks/limits.ts';
import { settingsWith } from '../../support/settings.ts';

const general = '200000000000000001';
const thread = '200000000000000002';
const help = '200000000000000003';
const supporter = '700000000000000001';
const helper = '700000000000000002';
const ann = '400000000000000001';

const standpoint = {
  askerId: ann,
  roleIds: [supporter],
  channelIds: [thread, general],
  question: 'Why?',
};

describe('who may ask', () => {
  it('is everybody, everywhere, where nothing was chosen', () => {
    expect(refuseUncounted(settingsWith(), standpoint)).toBeUndefined();
  });

  it('is nobody who is blocked', () => {
    const limits = settingsWith({ blockedMemberIds: [ann] });
    expect(refuseUncounted(limits, standpoint)).toEqual({
      type: 'refused',
      code: 'MEMBER_BLOCKED',
    });
    expect(refuseUncounted(limits, { ...standpoint, askerId: '1' })).toBeUndefined();
  });

  it('is who asks in a channel that was chosen, or in a thread of it', () => {
    const limits = settingsWith({ allowedChannelIds: [help, general] });
    expect(refuseUncounted(limits, standpoint)).toBeUndefined();
    expect(refuseUncounted(limits, { ...standpoint, channelIds: [thread] })).toEqual({
      type: 'refused',
      code: 'CHANNEL_NOT_ALLOWED',
      detail: `${help},${general}`,
    });
  });

  it('is who has one of the roles that were chosen', () => {
    const limits = settingsWith({ allowedRoleIds: [helper, supporter] });
    expect(refuseUncounted(limits, standpoint)).toBeUndefined();
    expect(refuseUncounted(limits, { ...standpoint, roleIds: [] })).toEqual({
      type: 'refused',
      code: 'ROLE_MISSING',
      detail: `${helper},${supporter}`,
    });
  });

  it('names three of many places at most', () => {
    const allowedChannelIds = ['1', '2', '3', '4'];
    const refusal = refuseUncounted(settingsWith({ allowedChannelIds }), standpoint);
    expect(refusal?.detail).toBe('1,2,3');
  });
});

describe('the length of a question', () => {
  it('is counted in characters as people see them in Discord', () => {
    const limits = settingsWith({ maxQuestionChars: 20 });
    expect(refuseUncounted(limits, { ...standpoint, question: '𝛼'.repeat(20) })).toBeUndefined();
    expect(refuseUncounted(limits, { ...standpoint, question: '𝛼'.repeat(21) })).toEqual({
      type: 'refused',
      code: 'QUESTION_TOO_LONG',
      detail: '20',
    });
  });
});

describe('the weight of an asker', () => {
  it('is that of the best role', () => {
    const limits = settingsWith({ roleWeights: { [supporter]: 2, [helper]: 3 } });
    expect(weightOf(limits, [helper, supporter])).toBe(3);
    expect(weightOf(limits, [supporter])).toBe(2);
  });

  it('is one without such a role', () => {
    expect(weightOf(settingsWith(), [supporter])).toBe(1);
    expect(weightOf(settingsWith({ roleWeights: { [helper]: 3 } }), [])).toBe(1);
  });
});
