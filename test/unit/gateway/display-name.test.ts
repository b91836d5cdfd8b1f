import { expect, it } from 'vitest';
import { displayName } from '../../../src/gateway/display-name.ts';

it.each([
  ['the name of the server', { nick: 'Annie', globalName: 'Ann' }, 'Annie'],
  ['else that of the account', { nick: null, globalName: 'Ann' }, 'Ann'],
  ['else that of the login', { nick: null, globalName: null }, 'ann.1'],
  ['none of blanks', { nick: ' \u2003'.repeat(16), globalName: 'Ann' }, 'Ann'],
  ['none of fillers', { nick: '\u3164\u115F', globalName: '\u2800\u200B' }, 'ann.1'],
  ['a sign as well', { nick: '\u2764\uFE0F', globalName: 'Ann' }, '\u2764\uFE0F'],
])('is %s', (_what, { nick, globalName }, shown) => {
  expect(displayName({ member: { nick }, user: { globalName, username: 'ann.1' } })).toBe(shown);
});

it('is that of a member who is remembered, who has one in any case', () => {
  const user = { globalName: 'Ann', username: 'ann.1' };
  expect(displayName({ member: { displayName: 'Annie' }, user })).toBe('Annie');
});
