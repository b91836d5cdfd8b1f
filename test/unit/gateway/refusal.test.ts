import { describe, expect, it } from 'vitest';
import { refusalWords } from '../../../src/gateway/refusal.ts';

const missing = (available?: readonly string[]): string =>
  refusalWords('en-US', {
    code: 'MODEL_MISSING',
    detail: 'mistral:7b',
    ...(available && { available }),
  });

const start =
  '**The model `mistral:7b` is not installed.** An operator can add it with `/model pull mistral:7b`.';

describe('a refusal of a model', () => {
  it('names those that could be asked', () => {
    expect(missing(['r1:8b'])).toBe(`${start} You can ask \`r1:8b\`.`);
    expect(missing(['a', 'b', 'c'])).toBe(`${start} You can ask \`a\`, \`b\`, or \`c\`.`);
  });

  it('counts those beyond the fifth', () => {
    expect(missing(['a', 'b', 'c', 'd', 'e', 'f'])).toMatch(/`e`, or one other\.$/);
    expect(missing(Array.from({ length: 90 }, (_, index) => `m${index}`))).toMatch(
      /`m4`, or one of 85 others\.$/,
    );
  });

  it('says nothing of others when there are none', () => {
    expect(missing()).toBe(start);
    expect(missing([])).toBe(start);
  });

  it('stays within a message, whatever the names are', () => {
    const names = Array.from({ length: 90 }, (_, index) => `${index}\`\n${'x'.repeat(500)}`);
    const words = missing(names);
    expect(words.length).toBeLessThan(1_000);
    expect(words.slice(start.length).split('`')).toHaveLength(11);
  });
});
