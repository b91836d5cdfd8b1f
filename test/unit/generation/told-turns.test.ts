import { describe, expect, it } from 'vitest';
import { chooseTurns, promptOf } from '../../../src/generation/told-turns.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import { turnWith } from '../../support/turns.ts';

const model: InstalledModel = {
  name: 'deepseek-r1:8b',
  sizeBytes: 1,
  parameterSize: '8.2B',
  canThink: true,
  isReasoner: true,
  isLoaded: true,
};
const seeing: InstalledModel = { ...model, name: 'gemma3:4b', canSee: true };

const text = 'word '.repeat(100);
const turnsOf = (count: number) =>
  Array.from({ length: count }, (_unused, index) => turnWith({ id: `${index + 1}`, text }));

const choose = (given: Partial<Parameters<typeof chooseTurns>[0]> = {}) => {
  const { chain = turnsOf(4) } = given;
  return chooseTurns({ chain, turnId: '4', model, maxWeight: 100_000, ...given });
};

const idsOf = ({ turns }: ReturnType<typeof chooseTurns>) => turns.map(({ id }) => id);

describe('what a model is told', () => {
  it('is the whole conversation where it fits', () => {
    const told = choose();
    expect(idsOf(told)).toEqual(['1', '2', '3', '4']);
    expect(told.droppedMessages).toBe(0);
  });

  it('is its newest part where it does not, and counts what is left out', () => {
    const told = choose({ maxWeight: 1_300 });
    expect(idsOf(told)).toEqual(['3', '4']);
    expect(told.droppedMessages).toBe(4);
  });

  it('has nothing of what was not read, and counts what was answered of it', () => {
    const [one, two, ...others] = turnsOf(4);
    const chain = [
      one && turnWith({ ...one, parts: [], unread: 'answered' }),
      two && turnWith({ ...two, parts: [], answer: '', unread: 'unanswered' }),
      ...others,
    ].filter((turn) => turn !== undefined);
    const told = choose({ chain });
    expect(idsOf(told)).toEqual(['3', '4']);
    expect(told.droppedMessages).toBe(2);
  });

  it('is not less for the answer that the question had before it is asked again', () => {
    const [one, two, three, last] = turnsOf(4);
    const again = last && { ...last, answer: text.repeat(50), isAnsweredAgain: true };
    const chain = [one, two, three, again].filter((turn) => turn !== undefined);
    expect(idsOf(choose({ chain, maxWeight: 3_000 }))).toEqual(['1', '2', '3', '4']);
  });

  it('leaves room for the persona', () => {
    const [one, two, three, last] = turnsOf(4);
    const chain = [one, two, three, last && { ...last, persona: text }].filter((turn) => !!turn);
    expect(idsOf(choose({ chain, maxWeight: 1_300 }))).toEqual(['4']);
  });

  it('has no question that came to no answer, except the last', () => {
    const [one, two, three, last] = turnsOf(4);
    const chain = [
      one && { ...one, answer: ' \n' },
      two && turnWith({ id: '2', text }),
      three && { ...three, answer: '' },
      last && { ...last, answer: '' },
    ].filter((turn) => turn !== undefined);
    expect(idsOf(choose({ chain }))).toEqual(['2', '4']);
  });

  it('can be made less, down to the last question', () => {
    const counts: [number, number][] = [];
    for (let told: ReturnType<typeof choose> | undefined = choose(); told; told = told.fewer()) {
      counts.push([told.turns.length, told.droppedMessages]);
    }
    expect(counts).toEqual([
      [4, 0],
      [2, 4],
      [1, 6],
    ]);
  });

  it('is nothing when the question is gone', () => {
    expect(() => choose({ chain: turnsOf(3) })).toThrow('QUESTION_GONE');
    expect(() => choose({ chain: [] })).toThrow('QUESTION_GONE');
  });
});

describe('pictures', () => {
  const withPicture = turnWith({ id: '4', pictures: 1 });

  it('are refused by a model that cannot see', () => {
    expect(() => choose({ chain: [withPicture] })).toThrow('PICTURES_UNSUPPORTED');
  });

  it('of earlier questions are left out for a model that cannot see', async () => {
    const chain = [turnWith({ id: '1', pictures: 1 }), turnWith({ id: '4' })];
    const { turns } = choose({ chain });
    const reader = { pictures: () => Promise.reject(new Error('not wanted')) };
    const { messages } = await promptOf({ turns, chain, model, reader });
    expect(messages.some(({ images }) => images !== undefined)).toBe(false);
  });

  it('go with their questions as bytes, and take room', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const chain = [turnWith({ id: '1', pictures: 1 }), withPicture];
    const told = choose({ chain, model: seeing });
    const reader = { pictures: () => Promise.resolve([bytes]) };
    const { messages, weight } = await promptOf({ ...told, chain, model: seeing, reader });
    expect(messages.map(({ images }) => images)).toEqual([[bytes], undefined, [bytes]]);
    expect(weight).toBeUndefined();
    expect(idsOf(choose({ chain, model: seeing, maxWeight: 6_000 }))).toEqual(['4']);
  });
});
