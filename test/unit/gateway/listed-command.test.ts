import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Audience, Command } from '../../../src/gateway/command.ts';
import { listed } from '../../../src/gateway/listed-command.ts';

const subcommand = (name: string) => ({
  type: ApplicationCommandOptionType.Subcommand as const,
  name,
  description: `To ${name}`,
  description_localizations: { [Locale.EnglishGB]: `To ${name}`, [Locale.Russian]: 'Дело' },
});

function commandFor(audience?: Command['audience']): Command {
  return {
    ...(audience && { audience }),
    data: {
      name: 'model',
      description: 'Models',
      options: [subcommand('list'), subcommand('pull')],
    },
    isPrivate: () => true,
    run: () => Promise.resolve({ type: 'accepted' }),
  };
}

/** Its own description, and those of its subcommands. */
function descriptionsOf(audience?: Command['audience']): string[] {
  const data = listed(commandFor(audience));
  const options = 'options' in data ? (data.options ?? []) : [];
  return [data, ...options].map((it) => ('description' in it ? (it.description ?? '') : ''));
}

describe('a command in the list of Discord', () => {
  it.each<[Audience | undefined, string[]]>([
    [undefined, ['Models', 'To list', 'To pull']],
    ['moderators', ['Models (moderators)', 'To list (moderators)', 'To pull (moderators)']],
    ['operators', ['Models (operators)', 'To list (operators)', 'To pull (operators)']],
  ])('says for whom it is: %s', (audience, descriptions) => {
    expect(descriptionsOf(audience)).toEqual(descriptions);
  });

  it('says it of the subcommands that are not for everybody', () => {
    expect(descriptionsOf({ pull: 'operators' })).toEqual([
      'Models',
      'To list',
      'To pull (operators)',
    ]);
  });

  it('says it in every language', () => {
    expect(listed(commandFor({ pull: 'operators' }))).toMatchObject({
      options: [
        {},
        {
          description_localizations: {
            [Locale.EnglishGB]: 'To pull (operators)',
            [Locale.Russian]: 'Дело (для операторов)',
          },
        },
      ],
    });
  });

  it('is as it is in the menu of a message', () => {
    const data = { type: ApplicationCommandType.Message, name: 'Ask about this' } as const;
    const never = () => Promise.reject(new Error('not in this test'));
    expect(listed({ data, openForm: never, runForm: never })).toBe(data);
  });
});
