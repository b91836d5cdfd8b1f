import { describe, expect, it } from 'vitest';
import { readOptions, UsageError } from '../../../playground/demo/options.ts';

const noWishes = { tokensPerSecond: undefined, replayFile: undefined, transcript: undefined };

function problemOf(...words: string[]): string {
  try {
    return `no problem: ${readOptions(words).type}`;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

describe('the command line of the demo', () => {
  it('is an interactive demo without options', () => {
    expect(readOptions([])).toEqual({ type: 'talk', wishes: noWishes });
  });

  it('takes one question with its model and privacy', () => {
    expect(readOptions(['--ask', ' Why? ', '--model', 'llama3.2:3b', '--private'])).toEqual({
      type: 'ask',
      question: { prompt: 'Why?', model: 'llama3.2:3b', isPrivate: true },
      wishes: noWishes,
      pictures: undefined,
    });
  });

  it('asks the question of a transcript unless it is given another', () => {
    const words = ['--transcript', 'r1.jsonl', '--record', 'a'];
    const wishes = { ...noWishes, transcript: { file: 'r1.jsonl', record: 'a' } };
    expect(readOptions(words)).toMatchObject({
      type: 'ask',
      question: { prompt: undefined },
      wishes,
    });
    expect(readOptions([...words, '--ask', 'Why?'])).toMatchObject({
      type: 'ask',
      question: { prompt: 'Why?' },
      wishes,
    });
  });

  it('takes pictures of the one reply, in the look that is wished', () => {
    const usual = { theme: 'dark', isPhone: false, areSpoilersOpen: false };
    expect(readOptions(['--ask', 'Why?', '--picture', 'a.png'])).toMatchObject({
      pictures: { file: 'a.png', framesFolder: undefined, look: usual },
    });
    const words = ['--ask', 'Why?', '--frames', 'folder', '--light', '--phone', '--reveal'];
    expect(readOptions(words)).toMatchObject({
      pictures: {
        file: undefined,
        framesFolder: 'folder',
        look: { theme: 'light', isPhone: true, areSpoilersOpen: true },
      },
    });
  });

  it('takes wishes for the stand-in in both ways of the demo', () => {
    const words = ['--tokens-per-second', '12.5', '--replay', 'r1.ndjson'];
    const wishes = { ...noWishes, tokensPerSecond: 12.5, replayFile: 'r1.ndjson' };
    expect(readOptions(words)).toEqual({ type: 'talk', wishes });
    expect(readOptions([...words, '--ask', 'Why?'])).toMatchObject({ type: 'ask', wishes });
  });

  it('shows its help whatever else is given', () => {
    expect(readOptions(['--help', '--ask', ''])).toEqual({ type: 'help' });
  });

  it('says what is wrong in one sentence', () => {
    expect(problemOf('--ask', '  ')).toBe('--ask needs a question.');
    expect(problemOf('--aks', 'Why?')).toMatch(/^Unknown option '--aks'\.$/u);
    expect(problemOf('--ask')).toMatch(/--ask <value>' argument missing$/u);
    expect(problemOf('--private')).toMatch(/^--private needs --ask\./u);
    expect(problemOf('--model', 'x')).toMatch(/^--model needs --ask\./u);
    expect(problemOf('--record', 'x')).toBe('--record needs --transcript.');
    expect(problemOf('--picture', 'a.png')).toBe('Pictures need --ask or --transcript.');
    expect(problemOf('--ask', 'x', '--picture', 'a.jpg')).toContain('.png');
    expect(problemOf('--ask', 'x', '--phone')).toBe('--phone needs --picture or --frames.');
    expect(problemOf('--replay', 'a', '--transcript', 'b')).toContain('do not go together');
  });

  it.each(['0', '-3', 'fast', '1e9', ''])('refuses %j tokens per second', (rate) => {
    expect(problemOf(`--tokens-per-second=${rate}`)).toMatch(/above 0, at most 10000/u);
  });

  it('helps whoever forgot the two dashes that npm wants', () => {
    expect(problemOf('Why is the sky blue?')).toContain(
      'npm run demo -- --ask "Why is the sky blue?"',
    );
  });
});
