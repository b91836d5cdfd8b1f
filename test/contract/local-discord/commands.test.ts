import { Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { NotPossible } from '../../../playground/local-discord/index.ts';
import { openDiscord, registerAsk, restOf } from './open.ts';

const option = { type: 3, name: 'prompt', description: 'What to ask' };
const command = { name: 'ask', description: 'Ask the model' };

async function openCommands() {
  const discord = await openDiscord();
  const rest = restOf(discord);
  const route = Routes.applicationCommands(discord.applicationId);
  const put = (body: unknown) => rest.put(route, { body });
  return { discord, rest, route, put };
}

describe('command registration', () => {
  it('gives commands back with every default that Discord adds', async () => {
    const { discord, rest, route, put } = await openCommands();
    await put([{ ...command, options: [{ ...option, required: false }] }]);
    const returned = await rest.get(route);
    expect(returned).toEqual([
      {
        ...command,
        id: expect.stringMatching(/^\d{17,19}$/),
        application_id: discord.applicationId,
        version: expect.stringMatching(/^\d{17,19}$/),
        type: 1,
        default_member_permissions: null,
        dm_permission: true,
        contexts: null,
        integration_types: [0, 1],
        nsfw: false,
        options: [option],
      },
    ]);
  });

  it('gives localizations only when asked for', async () => {
    const { rest, route, put } = await openCommands();
    await put([{ ...command, description_localizations: { ru: 'Спросить' } }]);
    expect(await rest.get(route)).not.toHaveProperty('0.description_localizations');
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect(await rest.get(route, { query })).toMatchObject([
      { name_localizations: null, description_localizations: { ru: 'Спросить' } },
    ]);
  });

  it('gives localizations of options and choices, too', async () => {
    const { rest, route, put } = await openCommands();
    const choices = [inRussian(choice, 'а'), { name: 'b', value: 'b' }];
    await put([inRussian({ ...command, options: [{ ...option, choices }] }, 'спросить')]);
    const plain = JSON.stringify(await rest.get(route));
    expect(plain).not.toContain('_localizations');
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect(await rest.get(route, { query })).toMatchObject([
      {
        name_localizations: { ru: 'спросить' },
        options: [
          {
            name_localizations: null,
            description_localizations: null,
            choices: [{ name_localizations: { ru: 'а' } }, { name_localizations: null }],
          },
        ],
      },
    ]);
  });

  it('keeps id and version of an unchanged command, and counts every overwrite', async () => {
    const { discord, put } = await openCommands();
    const registered = () => discord.commands.list(undefined)[0];
    await put([command]);
    const first = registered();
    await put([command]);
    expect(registered()).toEqual(first);
    await put([{ ...command, description: 'Other' }]);
    expect(registered()).toMatchObject({ id: first?.id });
    expect(registered()?.version).not.toBe(first?.version);
    expect(discord.commands.overwrites).toBe(3);
  });

  it.each([
    ['an upper-case name', { ...command, name: 'Ask' }],
    ['a name of 33 characters', { ...command, name: 'a'.repeat(33) }],
    ['an empty description', { ...command, description: '' }],
    ['a description of 101 characters', { ...command, description: 'a'.repeat(101) }],
    ['26 options', { ...command, options: Array.from({ length: 26 }, (_, n) => named(n)) }],
    [
      'a required option after an optional one',
      { ...command, options: [named(1), { ...named(2), required: true }] },
    ],
    ['a max_length over 6000', { ...command, options: [{ ...option, max_length: 6001 }] }],
    [
      'choices on an autocompleted option',
      { ...command, options: [{ ...option, autocomplete: true, choices: [choice] }] },
    ],
    ['an unknown context', { ...command, contexts: [7] }],
    ['two options of one name', { ...command, options: [option, option] }],
    ['an unknown language', { ...command, description_localizations: { xx: 'Ask' } }],
    ['an upper-case name in a language', { ...command, name_localizations: { ru: 'Спросить' } }],
    [
      'a long description in a language',
      { ...command, description_localizations: { ru: 'а'.repeat(101) } },
    ],
    [
      'two options of one name in a language',
      { ...command, options: [named(1), named(2)].map((one) => inRussian(one, 'вопрос')) },
    ],
    [
      'more than 8000 characters, each text in its longest language',
      { ...command, options: Array.from({ length: 25 }, (_, n) => withLongChoices(n)) },
    ],
  ])('refuses %s with 50035', async (_what, body) => {
    const { discord, put } = await openCommands();
    await expect(put([body])).rejects.toMatchObject({ code: 50035, status: 400 });
    expect(discord.commands.list(undefined)).toEqual([]);
  });

  it('refuses two commands of one name', async () => {
    const { put } = await openCommands();
    await expect(put([command, command])).rejects.toMatchObject({ code: 50035 });
  });
});

describe("a person's use of commands", () => {
  it('is refused when the client would refuse it', async () => {
    const { discord, rest } = await openCommands();
    await registerAsk(discord, rest);
    const { ann } = discord.people;
    expect(() => ann.command('other')).toThrow(NotPossible);
    expect(() => ann.command('ask')).toThrow('is required');
    expect(() => ann.command('ask', { prompt: 'x'.repeat(21) })).toThrow('too long');
    expect(() => ann.command('ask', { prompt: 'x', private: 'yes' })).toThrow('takes a boolean');
    expect(() => ann.command('ask', { prompt: 'x', more: 1 })).toThrow('no option "more"');
  });

  it('is refused outside the contexts and installs of the command', async () => {
    const { discord, put } = await openCommands();
    await put([{ ...command, contexts: [0], integration_types: [0] }]);
    const { ann } = discord.people;
    expect(() => ann.command('ask', {}, { channel: discord.outsideChannel })).toThrow(
      'not installed',
    );
    expect(() => ann.command('ask', {}, { channel: discord.directChannel(ann) })).toThrow(
      'not in context',
    );
  });

  it('is refused without the permissions that the command asks for', async () => {
    const { discord, put } = await openCommands();
    await put([{ ...command, default_member_permissions: '32' }]);
    expect(() => discord.people.ann.command('ask')).toThrow('permissions are missing');
    expect(discord.people.mod.command('ask').state).toBe('pending');
  });
});

const choice = { name: 'a', value: 'a' };

function inRussian(named: object, name: string) {
  return { ...named, name_localizations: { ru: name } };
}

/** Together over 320 characters in Russian, and some 50 in English. */
function withLongChoices(n: number) {
  const choices = Array.from({ length: 5 }, (_, index) =>
    inRussian({ name: 'short', value: String(index) }, 'а'.repeat(60)),
  );
  return { ...named(n), choices };
}

function named(n: number) {
  return { ...option, name: `option${n}` };
}
