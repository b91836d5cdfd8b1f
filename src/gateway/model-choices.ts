// What Discord offers while a model or a model server is typed for /model.
import { messagesFor } from '../locales/messages-for.ts';
import type { Messages } from '../locales/messages.ts';
import { isDenied } from '../models/denied-models.ts';
import { knownModels } from '../models/known-models.ts';
import { dotted } from '../rendering/dotted.ts';
import { formatGigabytes } from '../rendering/numbers.ts';
import type { Choice } from './command.ts';
import type { ModelLook } from './model-look.ts';

export interface Typing {
  subcommand: string;
  /** The option that is being typed. */
  option: string;
  typed: string;
  locale: string;
}

/** Discord: at most 25 choices of at most 100 characters. */
const maxChoices = 25;
const maxChoiceChars = 100;

/** In place of a model's name: the choice is taken back. */
export const usualChoice = 'default';

export function modelChoices(
  look: Pick<ModelLook, 'models' | 'workers' | 'denied'> & { defaultModel: string },
  { subcommand, option, typed, locale }: Typing,
): Choice[] {
  const messages = messagesFor(locale);
  const offered =
    option === 'worker'
      ? serverChoices(look, messages)
      : choicesFor(subcommand, { look, typed, messages });
  const wanted = typed.trim().toLowerCase();
  return offered
    .filter(({ name, value }) => `${value} ${name}`.toLowerCase().includes(wanted))
    .filter(({ value }) => value.length > 0 && value.length <= maxChoiceChars)
    .slice(0, maxChoices)
    .map(({ name, value }) => ({ name: name.slice(0, maxChoiceChars), value }));
}

interface Offer {
  look: Parameters<typeof modelChoices>[0];
  typed: string;
  messages: Messages;
}

function choicesFor(subcommand: string, { look, typed, messages }: Offer): Choice[] {
  const { models, denied, defaultModel } = look;
  const { choices } = messages.models;
  const sized = ({ name, sizeBytes }: { name: string; sizeBytes: number }): Choice => {
    const size = formatGigabytes(sizeBytes, messages);
    return { name: choices.sized({ model: name, size }), value: name };
  };
  const isAllowed = ({ name }: { name: string }) => !isDenied(denied, name);
  switch (subcommand) {
    case 'pull':
      return [...knownModels.map(sized), { name: typed.trim(), value: typed.trim() }];
    case 'use': {
      const usual = { name: choices.usual({ model: defaultModel }), value: usualChoice };
      return [usual, ...models.filter(isAllowed).map(sized)];
    }
    case 'unload':
      return models.filter(({ isLoaded }) => isLoaded).map(sized);
    case 'allow':
      return [...denied].map((name) => ({ name, value: name }));
    case 'deny':
      return models.filter(isAllowed).map(sized);
    default:
      return models.map(sized);
  }
}

/** One without a name is known by its models. */
function serverChoices({ workers }: Pick<ModelLook, 'workers'>, { models }: Messages): Choice[] {
  const choices = workers.flatMap(({ name, machine, models: installed }): [string, string][] => {
    if (machine === undefined) return [];
    const server = name ?? models.traits.unnamed({ code: machine });
    return [[machine, dotted([server, installed.map((model) => model.name).join(', ')])]];
  });
  return [...new Map(choices)].map(([value, name]) => ({ name, value }));
}
