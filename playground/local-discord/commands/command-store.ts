// The registered commands, globally and by server, as Discord gives them back: with all its defaults filled in.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { Snowflakes } from '../snowflakes.ts';
import type { Choice, CommandForm, CommandOption } from './command-form.ts';

export interface RegisteredCommand {
  readonly id: string;
  readonly guildId: string | undefined;
  /** Changes with every change of the command. */
  readonly version: string;
  readonly form: CommandForm;
}

export interface CommandStore {
  /** Replaces all commands of a scope. An unchanged command keeps its id and version, a renamed one is a new one. */
  overwrite(guildId: string | undefined, forms: readonly CommandForm[]): RegisteredCommand[];
  list(guildId: string | undefined): readonly RegisteredCommand[];
  /** How often a scope was overwritten. */
  readonly overwrites: number;
}

export function createCommandStore({ snowflakes }: { snowflakes: Snowflakes }): CommandStore {
  const scopes = new Map<string | undefined, RegisteredCommand[]>();
  let overwrites = 0;

  const register = (
    form: CommandForm,
    guildId: string | undefined,
    known: RegisteredCommand | undefined,
  ): RegisteredCommand => {
    if (known && JSON.stringify(known.form) === JSON.stringify(form)) return known;
    const id = known?.id ?? snowflakes.next();
    return { id, guildId, version: snowflakes.next(), form };
  };

  return {
    overwrite(guildId, forms) {
      overwrites += 1;
      const old = scopes.get(guildId) ?? [];
      const commands = forms.map((form) =>
        register(
          form,
          guildId,
          old.find((command) => isSame(command.form, form)),
        ),
      );
      scopes.set(guildId, commands);
      return commands;
    },
    list: (guildId) => scopes.get(guildId) ?? [],
    get overwrites() {
      return overwrites;
    },
  };
}

/** As Discord returns a command. Localizations only when asked for. */
export function commandPayload(
  command: RegisteredCommand,
  { applicationId, isLocalized }: { applicationId: string; isLocalized: boolean },
) {
  const { form, guildId } = command;
  const contexts = form.contexts?.toSorted((a, b) => a - b) ?? null;
  return {
    id: command.id,
    application_id: applicationId,
    version: command.version,
    default_member_permissions: form.default_member_permissions ?? null,
    type: form.type,
    name: form.name,
    ...localizedName(form, isLocalized),
    description: form.description,
    ...(form.type !== ApplicationCommandType.Message && localizedDescription(form, isLocalized)),
    nsfw: form.nsfw ?? false,
    ...('options' in form &&
      form.options && {
        options: form.options.map((option) => optionPayload(option, isLocalized)),
      }),
    ...(guildId === undefined
      ? {
          dm_permission: allowsDirect(form),
          contexts,
          integration_types: integrationTypes(form),
        }
      : { guild_id: guildId }),
  };
}

/** An application made today has both install types by default (facts, section 2). */
export function integrationTypes(form: CommandForm): ApplicationIntegrationType[] {
  const both = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];
  return form.integration_types?.toSorted((a, b) => a - b) ?? both;
}

export function allowsDirect(form: CommandForm): boolean {
  return form.contexts?.includes(InteractionContextType.BotDM) ?? form.dm_permission ?? true;
}

function isSame(a: CommandForm, b: CommandForm): boolean {
  return a.name === b.name && a.type === b.type;
}

/** What is false or empty anyway does not come back. */
function optionPayload(option: CommandOption, isLocalized: boolean): object {
  const { name_localizations: _names, description_localizations: _texts, ...rest } = option;
  const inner = 'options' in option ? option.options : undefined;
  const choices = 'choices' in option ? option.choices : undefined;
  const dropped = new Set(['required', 'autocomplete'].filter((key) => !Reflect.get(rest, key)));
  const kept = Object.entries(rest).filter(([key]) => !dropped.has(key));
  return {
    ...Object.fromEntries(kept),
    ...localizedName(option, isLocalized),
    ...localizedDescription(option, isLocalized),
    ...(inner && { options: inner.map((child) => optionPayload(child, isLocalized)) }),
    ...(choices && { choices: choices.map((choice) => choicePayload(choice, isLocalized)) }),
  };
}

function choicePayload(choice: Choice, isLocalized: boolean): object {
  const { name_localizations: _names, ...rest } = choice;
  return { ...rest, ...localizedName(choice, isLocalized) };
}

function localizedName(form: CommandForm | CommandOption | Choice, isLocalized: boolean) {
  return isLocalized ? { name_localizations: form.name_localizations ?? null } : {};
}

function localizedDescription(form: CommandForm | CommandOption, isLocalized: boolean) {
  if (!isLocalized) return {};
  const localized = 'description_localizations' in form ? form.description_localizations : null;
  return { description_localizations: localized ?? null };
}
