import { expect, it } from 'vitest';
import { commandMention } from '../../../src/gateway/command-mention.ts';

it.each([
  ['can be pressed', '7', '</model pull:7>'],
  ['can be typed while Discord does not have the command', undefined, '`/model pull`'],
])('a command in a text %s', (_how, id, text) => {
  expect(commandMention('model pull', (name) => (name === 'model' ? id : '8'))).toBe(text);
});
