import { describe, expect, it } from 'vitest';
import { readSettingsForm, type SentForm } from '../../../src/gateway/read-settings-form.ts';
import { settingsWith } from '../../support/settings.ts';

const options = {
  settings: settingsWith(),
  locale: 'en-US',
  hostAnswerTokens: 8_192,
  defaultModel: 'deepseek-r1:8b',
  hasChannel: (id: string) => !id.startsWith('9'),
};
const readLimits = (form: SentForm) => readSettingsForm('settings:limits', form, options);

function formWith(given: Record<string, string | readonly string[]>): SentForm {
  return {
    text: (name) => (typeof given[name] === 'string' ? given[name] : ''),
    chosen: (name) => (typeof given[name] === 'object' ? given[name] : []),
  };
}

const fine = {
  maxWaitingPerAsker: '3',
  maxWaiting: '100',
  maxAnswersPerDay: '20',
  maxAnswerTokens: '4096',
  maxQuestionChars: '6000',
};

const change = {
  maxWaitingPerAsker: 3,
  maxWaiting: 100,
  maxAnswersPerDay: 20,
  maxAnswerTokens: 4_096,
  maxQuestionChars: 6_000,
};

describe('the form for limits', () => {
  it('gives its numbers', () => {
    expect(readLimits(formWith(fine))).toEqual({ type: 'change', change });
  });

  it.each([' 4,096 ', '4 096', '4.096', '4’096'])('understands %j as people write it', (typed) => {
    const form = formWith({ ...fine, maxAnswerTokens: typed });
    expect(readLimits(form)).toEqual({ type: 'change', change });
  });

  it('takes an empty field for no limit, where there may be none', () => {
    const form = formWith({ ...fine, maxAnswersPerDay: '', maxAnswerTokens: ' ' });
    const without = { maxAnswersPerDay: null, maxAnswerTokens: null };
    expect(readLimits(form)).toMatchObject({ change: without });
  });

  it.each([
    ['maxWaitingPerAsker', '0', '**Waiting questions of one member** takes a whole number from 1'],
    ['maxWaiting', '', '**Waiting questions in all** takes a whole number from 1 to 500.'],
    ['maxWaiting', '501', '**Waiting questions in all** takes a whole number from 1 to 500.'],
    ['maxAnswersPerDay', '1.5', '**Answers to one member in 24 hours** takes a whole number'],
    ['maxAnswerTokens', '8193', 'takes a whole number from 64 to 8,192.'],
    ['maxQuestionChars', 'many', '**Length of a question, in characters** takes a whole number'],
    ['maxQuestionChars', '-20', 'from 20 to 6,000.'],
    ['maxQuestionChars', '9999999999', 'from 20 to 6,000.'],
  ])('names %s of %j as what is wrong', (name, typed, words) => {
    const reading = readLimits(formWith({ ...fine, [name]: typed }));
    expect(reading).toEqual({ type: 'problems', problems: [expect.stringContaining(words)] });
  });

  it('names everything that is wrong, and changes nothing then', () => {
    const reading = readLimits(formWith({}));
    expect(reading).toMatchObject({ type: 'problems', problems: { length: 3 } });
  });
});

describe('the form for turns', () => {
  const [one, two] = ['700000000000000001', '700000000000000002'] as const;
  const read = (given: Record<string, string | readonly string[]>, roleWeights = {}) =>
    readSettingsForm('settings:turns', formWith(given), {
      ...options,
      settings: settingsWith({ roleWeights }),
    });

  it('gives roles their turns, and leaves other roles theirs', () => {
    expect(read({ roles: [one], weight: '3' }, { [two]: 2 })).toEqual({
      type: 'change',
      change: { roleWeights: { [one]: 3, [two]: 2 } },
    });
  });

  it('takes a role out with one turn, which everybody has', () => {
    const reading = read({ roles: [one], weight: '1' }, { [one]: 3, [two]: 2 });
    expect(reading).toEqual({ type: 'change', change: { roleWeights: { [two]: 2 } } });
  });

  it.each(['0', '9', '', 'two'])('takes no %j turns', (weight) => {
    const problem = '**Turns for each turn of others** takes a whole number from 1 to 8.';
    expect(read({ roles: [one], weight })).toEqual({ type: 'problems', problems: [problem] });
  });

  it('has an end', () => {
    const many = Array.from({ length: 25 }, (_, index) => `8000000000000000${10 + index}`);
    const weights = Object.fromEntries(many.map((id) => [id, 2]));
    expect(read({ roles: [one], weight: '2' }, weights)).toEqual({
      type: 'problems',
      problems: ['At most 25 roles can have more turns.'],
    });
  });
});

it('changes nothing by a form that is not there', () => {
  const reading = readSettingsForm('settings:colours', formWith(fine), options);
  expect(reading).toEqual({ type: 'change', change: {} });
});

describe('the form for the persona of a channel', () => {
  const id = '10000000000000000001';
  const gone = '90000000000000000001';
  const read = (given: Record<string, string | readonly string[]>, channelPersonas = {}) =>
    readSettingsForm('settings:channelPersona', formWith(given), {
      ...options,
      settings: settingsWith({ channelPersonas }),
    });

  it('leaves out channels that are gone, which nobody can choose any more', () => {
    expect(read({ channel: [id], persona: 'Arr.' }, { [gone]: 'Old.' })).toEqual({
      type: 'change',
      change: { channelPersonas: { [id]: 'Arr.' } },
    });
  });

  it('refuses a channel that is gone', () => {
    expect(read({ channel: [gone], persona: 'Arr.' })).toEqual({
      type: 'problems',
      problems: ['This channel is gone.'],
    });
  });

  it('takes a persona for 25 channels and no more', () => {
    const ids = Array.from({ length: 25 }, (_, index) => String(2n * 10n ** 19n + BigInt(index)));
    const full = Object.fromEntries(ids.map((channelId) => [channelId, 'Hm.']));
    expect(read({ channel: [id], persona: 'Arr.' }, full)).toEqual({
      type: 'problems',
      problems: ['At most 25 channels can have a persona of their own.'],
    });
    expect(read({ channel: ids.slice(0, 1), persona: 'Arr.' }, full)).toMatchObject({
      type: 'change',
    });
  });

  it('refuses more than 2,000 characters', () => {
    const problems = ['A persona has at most 2,000 characters.'];
    const persona = 'x'.repeat(2_001);
    expect(read({ channel: [id], persona })).toEqual({ type: 'problems', problems });
    expect(readSettingsForm('settings:persona', formWith({ persona }), options)).toEqual({
      type: 'problems',
      problems,
    });
  });
});
