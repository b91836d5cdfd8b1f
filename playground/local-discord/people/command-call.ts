// What a person typed into a command, checked as Discord's client does, in the form of the wire.
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { CommandForm, CommandOption, ValueOption } from '../commands/command-form.ts';
import { codePoints } from '../form.ts';
import { NotPossible } from './not-possible.ts';
import type { PersonFile } from './person-file.ts';

/** A user is given by their id, a file as it is. */
export type OptionValue = string | number | boolean | PersonFile;

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;

export interface CallOptions {
  form: CommandForm;
  /** Names after the command's own: a subcommand, or a group and a subcommand. */
  path: readonly string[];
  values: Readonly<Record<string, OptionValue>>;
  /** Autocomplete: the option that is being typed. Nothing is checked then but its name. */
  focused: string | undefined;
  /** Takes a file in, and gives the id that it has in `resolved`. */
  upload(file: PersonFile): string;
}

/** The options of the payload, below subcommands when there are any. */
export function callOptions({ form, ...call }: CallOptions): object[] {
  const offered = 'options' in form ? (form.options ?? []) : [];
  return descend({ ...call, offered });
}

interface Descent extends Omit<CallOptions, 'form'> {
  offered: readonly CommandOption[];
}

function descend({ offered, path, ...call }: Descent): object[] {
  const [name, ...rest] = path;
  if (name === undefined) return valuePayloads({ ...call, offered: offered.map(asValue) });
  const found = offered.find((option) => option.name === name);
  if (!found || !isBranch(found)) throw new NotPossible(`there is no subcommand "${name}"`);
  const options = descend({ ...call, offered: found.options ?? [], path: rest });
  return [{ type: found.type, name, options }];
}

function valuePayloads(
  options: Omit<Descent, 'path' | 'offered'> & { offered: readonly ValueOption[] },
): object[] {
  const { offered, values, focused, upload } = options;
  const unknown = Object.keys(values).find((name) => !offered.some((one) => one.name === name));
  if (unknown !== undefined) throw new NotPossible(`the command has no option "${unknown}"`);
  return offered.flatMap((option) => {
    const value = values[option.name];
    const isFocused = option.name === focused;
    if (focused === undefined) check(option, value);
    if (value === undefined) return [];
    const sent = typeof value === 'object' ? upload(value) : value;
    const payload = { type: option.type, name: option.name, value: sent };
    return [{ ...payload, ...(isFocused && { focused: true }) }];
  });
}

function check(option: ValueOption, value: OptionValue | undefined): void {
  const refuse = (why: string) => new NotPossible(`option "${option.name}" ${why}`);
  if (value === undefined) {
    if (option.required) throw refuse('is required');
    return;
  }
  const type = valueTypeOf(option);
  if (typeof value !== type) throw refuse(`takes a ${type === 'object' ? 'file' : type}`);
  if (typeof value === 'string') checkText(option, value, refuse);
  if (typeof value === 'number') checkNumber(option, value, refuse);
  const isOffered = option.choices?.some((choice) => choice.value === value) ?? true;
  if (!isOffered) throw refuse('takes one of its choices');
}

type Refuse = (why: string) => NotPossible;

function checkText(option: ValueOption, value: string, refuse: Refuse): void {
  const length = codePoints(value);
  if (length === 0) throw refuse('is empty');
  if (length < (option.min_length ?? 0)) throw refuse(`is shorter than ${option.min_length}`);
  if (length > (option.max_length ?? 6000)) throw refuse('is too long');
}

function checkNumber(option: ValueOption, value: number, refuse: Refuse): void {
  const isWhole = option.type !== ApplicationCommandOptionType.Integer || Number.isInteger(value);
  if (!isWhole) throw refuse('takes a whole number');
  if (value < (option.min_value ?? -Infinity)) throw refuse('is too small');
  if (value > (option.max_value ?? Infinity)) throw refuse('is too large');
}

function valueTypeOf({ type }: ValueOption): 'boolean' | 'number' | 'object' | 'string' {
  switch (type) {
    case ApplicationCommandOptionType.Boolean:
      return 'boolean';
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number:
      return 'number';
    case ApplicationCommandOptionType.Attachment:
      return 'object';
    default:
      return 'string';
  }
}

type Branch = Extract<CommandOption, { type: typeof Subcommand | typeof SubcommandGroup }>;

function isBranch(option: CommandOption): option is Branch {
  return option.type === Subcommand || option.type === SubcommandGroup;
}

function asValue(option: CommandOption): ValueOption {
  if (isBranch(option)) throw new NotPossible(`the command wants a subcommand ("${option.name}")`);
  return option;
}
