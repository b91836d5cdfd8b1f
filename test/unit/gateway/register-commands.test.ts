import { ApplicationCommandOptionType as OptionType, ApplicationCommandType } from 'discord.js';
import type {
  REST,
  RESTPostAPIChatInputApplicationCommandsJSONBody as CommandData,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { registerCommands, type RegisterOptions } from '../../../src/gateway/register-commands.ts';

const ask: CommandData = {
  type: ApplicationCommandType.ChatInput,
  name: 'ask',
  description: 'Ask',
  contexts: [0, 1, 2],
  integration_types: [0, 1],
  options: [
    {
      type: OptionType.String,
      name: 'prompt',
      description: 'p',
      required: true,
      max_length: 6_000,
    },
    { type: OptionType.Boolean, name: 'private', description: 'b', required: false },
  ],
};
const queue: CommandData = { name: 'queue', description: 'The line' };

/** As Discord gives a command back: with fields of its own, and without what is the default. */
function asStored(command: CommandData): Record<string, unknown> {
  return {
    id: '1',
    application_id: '2',
    version: '3',
    type: 1,
    default_member_permissions: null,
    nsfw: false,
    dm_permission: true,
    name_localizations: null,
    description_localizations: null,
    ...command,
    contexts: command.contexts ?? null,
    integration_types: command.integration_types ?? [0, 1],
    ...(command.options && {
      options: command.options.map((option) =>
        Object.fromEntries(Object.entries(option).filter(([, value]) => value !== false)),
      ),
    }),
  };
}

interface Registering {
  stored: Record<string, unknown>[];
  commands: RegisterOptions['commands'];
  guildId?: string;
}

async function register({ stored, commands, guildId }: Registering) {
  const requests: { method: string; route: string; body?: unknown }[] = [];
  const rest = {
    get: (route: string) => {
      requests.push({ method: 'GET', route });
      return Promise.resolve(stored);
    },
    put: (route: string, { body }: { body: unknown }) => {
      requests.push({ method: 'PUT', route, body });
      return Promise.resolve(body);
    },
  } as unknown as REST;
  const { hasChanged } = await registerCommands({ rest, applicationId: '2', guildId, commands });
  return { hasChanged, requests };
}

const changes = async (registering: Registering) => (await register(registering)).hasChanged;

describe('commands that Discord has already', () => {
  it('are not written, although Discord adds fields and leaves out defaults', async () => {
    const { hasChanged, requests } = await register({ stored: [asStored(ask)], commands: [ask] });
    expect(hasChanged).toBe(false);
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('may come back in any order', async () => {
    const stored = [asStored(queue), asStored(ask)];
    expect(await changes({ stored, commands: [ask, queue] })).toBe(false);
  });

  it('of one server are not written for the fields that a server decides', async () => {
    const stored = [{ ...asStored(ask), guild_id: '9', contexts: null, integration_types: [0] }];
    expect(await changes({ stored, commands: [ask], guildId: '9' })).toBe(false);
  });

  it('in the menu of a message are not written for the empty description that they have there', async () => {
    const inMenu = { type: ApplicationCommandType.Message, name: 'Ask about this' } as const;
    const stored = [{ ...asStored(ask), ...inMenu, description: '', options: [] }];
    expect(await changes({ stored, commands: [inMenu] })).toBe(false);
  });

  it('are not written for localizations that say the same', async () => {
    const localized = { ...ask, description_localizations: { ru: 'Спросить' } };
    expect(await changes({ stored: [asStored(localized)], commands: [localized] })).toBe(false);
  });
});

describe('commands are written', () => {
  const { required: _, ...optional } = asStored(ask);

  it.each([
    ['when there are none', []],
    ['when one is missing', [asStored(queue)]],
    ['when there is one too many', [asStored(ask), asStored(queue)]],
    ['when a description differs', [{ ...asStored(ask), description: 'Old' }]],
    ['when an option is missing', [{ ...asStored(ask), options: [] }]],
    ['when a limit differs', [asStored(withPrompt({ max_length: 5_000 }))]],
    ['when Discord has a limit that we do not want', [asStored(withPrompt({ min_length: 2 }))]],
    ['when an option is required no more', [asStored(withPrivate({ required: true }))]],
    ['when the order of options differs', [asStored(reversed())]],
    ['when contexts differ', [{ ...optional, contexts: [0] }]],
    ['when a permission is asked for no more', [{ ...optional, default_member_permissions: '32' }]],
    ['when it is for adults no more', [{ ...optional, nsfw: true }]],
    [
      'when an option had another name',
      [asStored(withPrompt({ name_localizations: { ru: 'о' } }))],
    ],
    ['when it is localized no more', [{ ...optional, name_localizations: { ru: 'вопрос' } }]],
  ])('%s', async (_title, stored) => {
    const { hasChanged, requests } = await register({ stored, commands: [ask] });
    expect(hasChanged).toBe(true);
    expect(requests.at(-1)).toEqual({
      method: 'PUT',
      route: '/applications/2/commands',
      body: [ask],
    });
  });
});

function withOption(index: number, fields: object): CommandData {
  const options = (ask.options ?? []).map((option, at) =>
    at === index ? { ...option, ...fields } : option,
  );
  return { ...ask, options };
}

function withPrompt(fields: object): CommandData {
  return withOption(0, fields);
}

function withPrivate(fields: object): CommandData {
  return withOption(1, fields);
}

function reversed(): CommandData {
  return { ...ask, options: (ask.options ?? []).toReversed() };
}

it('writes the commands of one server without what the server decides', async () => {
  const { requests } = await register({ stored: [], commands: [ask], guildId: '9' });
  const { contexts: _contexts, integration_types: _types, ...rest } = ask;
  expect(requests.at(-1)).toEqual({
    method: 'PUT',
    route: '/applications/2/guilds/9/commands',
    body: [rest],
  });
});
