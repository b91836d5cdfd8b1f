import {
  SlashCommandBuilder,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createAskCommand } from '../../../commands/ask.ts';
import { createCommands, type CommandsOptions } from '../../../commands/index.ts';
import type { AskRequest } from '../../../src/asks/submit-ask.ts';
import type { ReplyToken } from '../../../src/asks/reply-tokens.ts';
import { isSlashCommand } from '../../../src/gateway/command.ts';
import type { Origin } from '../../../src/gateway/origin.ts';
import { messagesFor } from '../../../src/locales/messages-for.ts';
import { askWith, replyTokenWith } from '../../support/ask.ts';

type Localized = Readonly<Record<string, string | null | undefined>> | null | undefined;

/** A command, a subcommand or an option. */
interface Part {
  name: string;
  name_localizations?: Localized;
  description?: string;
  description_localizations?: Localized;
  options?: readonly Part[] | undefined;
}

function partsOf(part: Part, above = ''): { path: string; part: Part }[] {
  const path = `${above}${part.name}`;
  return [{ path, part }, ...(part.options ?? []).flatMap((inner) => partsOf(inner, `${path} `))];
}

/** Discord counts the longest localization of each text. */
function longest(text = '', localized: Localized = {}): number {
  return Math.max(...[text, ...Object.values(localized ?? {})].map((one) => (one ?? '').length));
}

/** A command whose submits are kept. */
function openAsk(models: readonly string[] = []) {
  const submitted: { request: AskRequest; token: ReplyToken | undefined }[] = [];
  const options = {
    submitAsk: (request: AskRequest, token?: ReplyToken) => {
      submitted.push({ request, token });
      return Promise.resolve({ type: 'accepted' } as const);
    },
    listModels: () => Promise.resolve([...models]),
  };
  return { command: createAskCommand(options), options, submitted };
}

const notNow = () => Promise.reject(new Error('not in this test'));
const commandsOptions: CommandsOptions = {
  ...openAsk().options,
  showQueue: notNow,
  showQueueNow: notNow,
  cancelWaiting: notNow,
  readAttachments: notNow,
  forgetPerson: notNow,
  retentionDays: 7,
  showKept: notNow,
  serverSettings: { get: notNow, change: notNow, recall: () => undefined },
  cardControl: { pause: notNow, resume: notNow },
  lookAtCard: notNow,
  startAfresh: notNow,
  lookAtModels: notNow,
  modelControl: { pull: notNow, remove: notNow, unload: notNow, allow: notNow, deny: notNow },
  useModel: notNow,
  modelRemoval: { remove: notNow, keep: notNow },
  cancelTasks: notNow,
  isOperator: () => false,
  hostAnswerTokens: 8_192,
  defaultModel: 'deepseek-r1:8b',
  commandId: () => undefined,
};

const slashCommands = createCommands(commandsOptions).filter(isSlashCommand);

// https://discord.com/developers/docs/interactions/application-commands
describe.each(slashCommands.map(({ data }) => [data.name, data] as const))(
  'the data of /%s',
  (_name, data) => {
    const options: APIApplicationCommandOption[] = data.options ?? [];

    it('is accepted by the checks of discord.js', () => {
      const build = () =>
        new SlashCommandBuilder().setName(data.name).setDescription(data.description).toJSON();
      expect(build).not.toThrow();
    });

    it('keeps the limits of names and descriptions', () => {
      for (const { name, description } of [data, ...options]) {
        expect(name).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
        expect(name).toBe(name.toLowerCase());
        expect([...description].length).toBeGreaterThan(0);
        expect([...description].length).toBeLessThanOrEqual(100);
      }
    });

    it('has at most 25 options with names of their own, the required ones first', () => {
      const names = options.map(({ name }) => name);
      expect(names.length).toBeLessThanOrEqual(25);
      expect(new Set(names).size).toBe(names.length);
      const required = (options as APIApplicationCommandBasicOption[]).map((option) =>
        Boolean(option.required),
      );
      expect(required).toEqual(required.toSorted((one, other) => Number(other) - Number(one)));
    });

    it('has at most 8,000 characters in all', () => {
      const lengths = partsOf(data).flatMap(({ part }) => [
        longest(part.name, part.name_localizations),
        longest(part.description, part.description_localizations),
      ]);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(8_000);
    });
  },
);

it('gives every command a name of its own', () => {
  const names = createCommands(commandsOptions).map(({ data }) => data.name);
  expect(new Set(names).size).toBe(names.length);
});

it('names all commands and their options in every language, and nothing else', () => {
  const parts = createCommands(commandsOptions).flatMap(({ data }) => partsOf(data));
  expect(parts.map(({ path }) => path).toSorted()).toEqual(
    Object.keys(messagesFor('en').commands).toSorted(),
  );
  for (const { part } of parts) {
    expect(Object.keys(part.name_localizations ?? {})).toEqual(['en-US', 'en-GB', 'ru']);
  }
});

describe('/ask', () => {
  it('can be used in servers, in direct messages and where it is installed for a user', () => {
    const { data } = openAsk().command;
    expect([data.contexts, data.integration_types]).toEqual([
      [0, 1, 2],
      [0, 1],
    ]);
  });

  it('takes questions of up to 6,000 characters, the most that Discord allows', () => {
    const prompt = openAsk().command.data.options?.find(({ name }) => name === 'prompt');
    expect(prompt).toMatchObject({ required: true, max_length: 6_000 });
  });

  it.each([
    [{}, false],
    [{ private: false }, false],
    [{ private: true }, true],
  ])('is private with %j: %s', (values, isPrivate) => {
    expect(openAsk().command.isPrivate(calledWith(values))).toBe(isPrivate);
  });

  it('submits the question with its origin, and the token apart', async () => {
    const { command, submitted } = openAsk();
    const interaction = calledWith({ prompt: 'Why?' });
    expect(await command.run({ interaction, origin })).toEqual({ type: 'accepted' });
    const { token, ...source } = origin;
    expect(submitted).toMatchObject([{ request: { ...source, question: 'Why?' }, token }]);
  });

  it('submits the model that is wished for', async () => {
    const { command, submitted } = openAsk();
    await command.run({ interaction: calledWith({ prompt: 'Why?', model: 'r1' }), origin });
    expect(submitted[0]?.request.model).toBe('r1');
  });
});

describe('/settings', () => {
  const settings = slashCommands.find(({ data }) => data.name === 'settings');

  it('is offered to everybody, and in servers alone', () => {
    expect(settings?.data).not.toHaveProperty('default_member_permissions');
    expect(settings?.data).toMatchObject({
      contexts: [0],
      integration_types: [0],
    });
  });

  it('is answered privately', () => {
    expect(settings?.isPrivate(calledWith({}))).toBe(true);
  });
});

describe('the models that /ask offers', () => {
  it('are those that hold what is typed', async () => {
    const names = ['deepseek-r1:8b', 'DeepSeek-R1:14b', 'llama3.2:3b'];
    expect(await offered(names, 'R1:')).toEqual(['deepseek-r1:8b', 'DeepSeek-R1:14b']);
  });

  it('are at most 25', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `model-${index}`);
    expect(await offered(names, '')).toHaveLength(25);
  });

  it('have at most 100 characters', async () => {
    expect(await offered(['m'.repeat(101), 'm'.repeat(100)], '')).toEqual(['m'.repeat(100)]);
  });
});

const { id, asker, place, locale, askedAt } = askWith();
const origin: Origin = {
  id,
  asker,
  homeGuildId: place.guildId,
  roleIds: [],
  channelIds: [place.channelId],
  place,
  locale,
  askedAt,
  token: replyTokenWith(),
};

function calledWith(values: Record<string, string | boolean>): ChatInputCommandInteraction {
  const value = (name: string) => values[name] ?? null;
  return {
    options: { getString: value, getBoolean: value, getAttachment: value },
  } as unknown as ChatInputCommandInteraction;
}

async function offered(models: readonly string[], typed: string): Promise<string[]> {
  const interaction = {
    options: { getFocused: () => typed },
  } as unknown as AutocompleteInteraction;
  const choices = (await openAsk(models).command.complete?.(interaction)) ?? [];
  return choices.map(({ value }) => value);
}
