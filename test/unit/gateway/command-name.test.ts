import { describe, expect, it } from 'vitest';
import { commandName, menuCommandName } from '../../../src/gateway/command-name.ts';
import { languages } from '../../../src/locales/languages.ts';
import { messagesFor } from '../../../src/locales/messages-for.ts';

const isInMenu = (path: string) => /^\p{Lu}/u.test(path);

describe('the name of a command', () => {
  it('is English, and said in every language that Discord may show it in', () => {
    expect(commandName('gpu pause reason')).toEqual({
      name: 'reason',
      description: 'Shown to everybody who waits',
      name_localizations: { 'en-US': 'reason', 'en-GB': 'reason', ru: 'причина' },
      description_localizations: {
        'en-US': 'Shown to everybody who waits',
        'en-GB': 'Shown to everybody who waits',
        ru: 'Её увидят все, кто ждёт',
      },
    });
  });

  it('has no description in the menu of a message', () => {
    expect(menuCommandName('Ask about this')).toEqual({
      name: 'Ask about this',
      name_localizations: {
        'en-US': 'Ask about this',
        'en-GB': 'Ask about this',
        ru: 'Спросить об этом',
      },
    });
  });

  it('is the last of its path in English, by which our code knows it', () => {
    const { commands } = messagesFor('en');
    for (const [path, { name }] of Object.entries(commands)) {
      expect(name).toBe(isInMenu(path) ? path : path.split(' ').at(-1));
    }
  });
});

// https://discord.com/developers/docs/interactions/application-commands
describe.each(languages)('the names in %s', (language) => {
  const texts = Object.entries(messagesFor(language).commands);

  it('are made as Discord wants them', () => {
    for (const [, { name }] of texts.filter(([path]) => !isInMenu(path))) {
      expect(name).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
      expect(name).toBe(name.toLowerCase());
    }
  });

  it('are all different in one place', () => {
    const places = texts.map(([path, { name }]) =>
      [...path.split(' ').slice(0, -1), name].join(' '),
    );
    expect(new Set(places).size).toBe(places.length);
  });
});
