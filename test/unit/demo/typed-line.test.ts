import { describe, expect, it } from 'vitest';
import { readTypedLine } from '../../../playground/demo/typed-line.ts';

const plain = { model: undefined, isPrivate: false };

describe('a line typed into the interactive demo', () => {
  it('is a question unless it begins with a slash', () => {
    const question = { ...plain, prompt: 'Is 1/2 more than 1/3?' };
    expect(readTypedLine(' Is 1/2 more than 1/3? ')).toEqual({ type: 'ask', question });
  });

  it('may say that only the asker sees the answer, and which model gives it, in any order', () => {
    const question = { prompt: 'Why?', model: 'llama3.2:3b', isPrivate: true };
    for (const line of [
      '/private /model llama3.2:3b Why?',
      '/model llama3.2:3b /private Why?',
      '/ask /PRIVATE /model llama3.2:3b Why?',
    ]) {
      expect(readTypedLine(line), line).toEqual({ type: 'ask', question });
    }
  });

  it.each(['/private', '/model', '/model llama3.2:3b', '/private /model'])(
    'asks for the question that is missing after %s',
    (line) => {
      expect(readTypedLine(line)).toMatchObject({ type: 'mistake' });
    },
  );

  it('presses Stop on a certain reply, or on the first that has the button', () => {
    expect(readTypedLine('/stop')).toEqual({ type: 'stop', number: undefined });
    expect(readTypedLine('/stop 2')).toEqual({ type: 'stop', number: 2 });
    expect(readTypedLine('/stop it')).toMatchObject({ type: 'mistake' });
  });

  it('makes the person somebody else', () => {
    expect(readTypedLine('/as Mod')).toEqual({ type: 'become', name: 'mod' });
    expect(readTypedLine('/as Eve')).toEqual({
      type: 'mistake',
      words: '/as takes one of ann, mod, bob.',
    });
  });

  it('names the command that it does not know', () => {
    expect(readTypedLine('/imagine a cat')).toEqual({
      type: 'mistake',
      words: 'There is no /imagine. /help lists what there is.',
    });
  });

  it('means nothing when it is empty', () => {
    expect(readTypedLine('  ')).toEqual({ type: 'nothing' });
  });
});
