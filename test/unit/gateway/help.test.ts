import { ApplicationCommandOptionType, InteractionContextType, Locale } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { AnyCommand, Command } from '../../../src/gateway/command.ts';
import { renderHelp, type HelpReader } from '../../../src/gateway/help.ts';
import { usableEverywhere } from '../../../src/gateway/usable-everywhere.ts';

const rest = {
  isPrivate: () => true,
  run: () => Promise.resolve({ type: 'accepted' as const }),
};

const ask: Command = {
  ...rest,
  data: {
    name: 'ask',
    description: 'Ask the model',
    description_localizations: { [Locale.Russian]: 'Спросить модель' },
    ...usableEverywhere,
  },
};

const settings: Command = {
  ...rest,
  audience: { edit: 'moderators' },
  data: {
    name: 'settings',
    description: 'Settings',
    contexts: [0],
    integration_types: [0],
    options: ['show', 'edit'].map((name) => ({
      type: ApplicationCommandOptionType.Subcommand,
      name,
      description: `To ${name}`,
    })),
  },
};

const gpu: Command = {
  ...rest,
  audience: 'operators',
  data: { name: 'gpu', description: 'The card', ...usableEverywhere },
};

const about: AnyCommand = {
  data: { type: 3, name: 'Ask about this', ...usableEverywhere },
  openForm: () => Promise.reject(new Error('not in this test')),
  runForm: () => Promise.reject(new Error('not in this test')),
};

const ids = new Map([
  ['ask', '1'],
  ['settings', '2'],
]);

function help(reader: Partial<HelpReader> = {}): string {
  const { components } = renderHelp({
    commands: [ask, about, settings, gpu],
    commandId: (name) => ids.get(name),
    reader: {
      locale: 'en-US',
      audiences: ['everyone'],
      context: InteractionContextType.Guild,
      isHome: true,
      ...reader,
    },
  });
  return components.map((part) => ('content' in part ? part.content : '')).join('\n');
}

describe('the help', () => {
  it('tells how to begin, and what everybody can use', () => {
    expect(help()).toMatch(
      /^### How to begin\nAsk with <\/ask:1>, [^\n]*\n<\/ask:1> · Ask the model\n\*\*Ask about this\*\* · in the menu of a message, under Apps\n<\/settings show:2> · To show$/,
    );
  });

  it('tells moderators and operators what is theirs, in lists of its own', () => {
    expect(help({ audiences: ['everyone', 'moderators'] })).toContain(
      '\n**For moderators**\n</settings edit:2> · To edit',
    );
    expect(help({ audiences: ['everyone', 'moderators', 'operators'] })).toContain(
      '\n**For operators**\n`/gpu` · The card',
    );
  });

  it.each([
    ['in direct messages', { context: InteractionContextType.BotDM }],
    ['where only the person has the bot', { isHome: false }],
  ])('leaves out what Discord does not offer: %s', (_where, reader) => {
    const text = help(reader);
    expect(text).toContain('</ask:1> · Ask the model');
    expect(text).not.toContain('settings');
  });

  it.each([
    [
      'where the bot is',
      {},
      /or mention me in a message\..* To go on, mention me in a reply to the answer, /,
    ],
    [
      'in direct messages',
      { context: InteractionContextType.BotDM },
      /^Write to me here, or ask with .* To go on, just write again\.$/m,
    ],
    ['where only the person has it', { isHome: false }, /^Ask with \S+ The [^.]*\.$/m],
  ])('tells how to begin %s', (_where, reader, words) => {
    expect(help(reader)).toMatch(words);
  });

  it('speaks the language of the reader', () => {
    const text = help({ locale: 'ru' });
    expect(text).toMatch(/^### С чего начать\n/);
    expect(text).toContain('</ask:1> · Спросить модель');
  });
});
