import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/locales/languages.ts';
import { messagesIn, saidBy } from '../../support/catalogue-messages.ts';

/** https://discord.com/developers/docs/components/reference: the most characters that Discord takes of what a path holds. */
const limits = [
  { of: 'buttons', path: /^buttons\.|\.(?:change|refresh)$/, max: 80 },
  { of: 'buttons of /forget', path: /^forget\.(?:confirm|cancel)$/, max: 80 },
  {
    of: 'buttons of /model',
    path: /^models\.(?:list\.(?:earlier|later)|remove\.(?:yes|no)|tasks\.cancel)$/,
    max: 80,
  },
  { of: 'labels in forms', path: /^settings\.(?:limits\.fields|turns)\..*label$/, max: 45 },
  { of: 'hints in forms', path: /\.hint$/, max: 100 },
  { of: 'titles of forms', path: /^(?:settings\.(?:limits|turns)|askAbout)\.title$/, max: 45 },
  { of: 'choices in menus', path: /\.choices\.\w+\.(?:label|description)$/, max: 100 },
  { of: 'empty fields in forms', path: /^askAbout\.placeholder$/, max: 100 },
  // `maxRestNoteRoom`, with a mark before them.
  { of: 'notes on the rest of an answer', path: /^rest\./, max: 97 },
  { of: 'empty menus', path: /\.placeholder$|^queue\.(?:cancel|cancelMore|showKept)$/, max: 150 },
  { of: 'descriptions of commands', path: /^commands\..*\.description$/, max: 100 },
  { of: 'names of commands', path: /^commands\..*\.name$/, max: 32 },
] as const;

describe.each(languages)('in %s', (language) => {
  const messages = messagesIn(language);

  it.each(limits)('$of have at most $max characters', ({ path, max }) => {
    const held = messages.filter((message) => path.test(message.path));
    expect(held.length).toBeGreaterThan(0);
    const tooLong = held.flatMap(saidBy).filter((text) => [...text].length > max);
    expect(tooLong).toEqual([]);
  });

  // The rest of 2,000, which a message without components takes, is for names and times.
  it('no message has more than 1,000 characters', () => {
    expect(messages.flatMap(saidBy).filter((text) => [...text].length > 1_000)).toEqual([]);
  });
});
