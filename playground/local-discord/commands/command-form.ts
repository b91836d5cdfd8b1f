// The body of a command registration and its limits (facts, section 2).
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { codePoints, problemAt, text } from '../form.ts';

const maxCommandTotal = 8000;
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const chatName = z.string().superRefine((name, context) => {
  if (namePattern.test(name) && name === name.toLowerCase()) return;
  const message = 'Command name is invalid';
  context.addIssue(problemAt({ path: [], code: 'APPLICATION_COMMAND_INVALID_NAME', message }));
});
/** By locale, each under the rules of what it stands for (D:interactions/application-commands, "Localization"). */
const byLocale = <S extends z.ZodType>(each: S) => z.partialRecord(z.enum(Locale), each).nullish();
const description = text({ min: 1, max: 100 });
const texts = {
  name: chatName,
  name_localizations: byLocale(chatName),
  description,
  description_localizations: byLocale(description),
};

const choiceSchema = z.object({
  name: text({ min: 1, max: 100 }),
  name_localizations: byLocale(text({ min: 1, max: 100 })),
  value: z.union([text({ max: 100 }), z.number()]),
});

const { Subcommand, SubcommandGroup, ...valueTypes } = ApplicationCommandOptionType;

const valueOptionSchema = z
  .object({
    type: z.literal([
      valueTypes.String,
      valueTypes.Integer,
      valueTypes.Boolean,
      valueTypes.User,
      valueTypes.Channel,
      valueTypes.Role,
      valueTypes.Mentionable,
      valueTypes.Number,
      valueTypes.Attachment,
    ]),
    ...texts,
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z.array(choiceSchema).max(25).nullish(),
    min_length: z.int().min(0).max(6000).optional(),
    max_length: z.int().min(1).max(6000).optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    channel_types: z.array(z.int()).optional(),
  })
  .superRefine((option, context) => {
    if (!option.autocomplete || !option.choices?.length) return;
    const message = 'Autocomplete options cannot have choices';
    context.addIssue(
      problemAt({
        path: ['choices'],
        code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
        message,
      }),
    );
  });

const valueOptionsSchema = z.array(valueOptionSchema).max(25).superRefine(orderAndNames);

const subcommandSchema = z.object({
  type: z.literal(Subcommand),
  ...texts,
  options: valueOptionsSchema.optional(),
});
const groupSchema = z.object({
  type: z.literal(SubcommandGroup),
  ...texts,
  options: z.array(subcommandSchema).min(1).max(25),
});
const optionSchema = z.union([subcommandSchema, groupSchema, valueOptionSchema]);

const settings = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().optional(),
  contexts: z.array(z.enum(InteractionContextType)).min(1).nullish(),
  integration_types: z.array(z.enum(ApplicationIntegrationType)).min(1).nullish(),
};

const chatInputSchema = z
  .object({
    type: z.literal(ApplicationCommandType.ChatInput).default(ApplicationCommandType.ChatInput),
    ...texts,
    options: z.array(optionSchema).max(25).superRefine(orderAndNames).optional(),
    ...settings,
  })
  .superRefine((command, context) => {
    if (totalLength(command) <= maxCommandTotal) return;
    const message = `Command exceeds maximum size (${maxCommandTotal})`;
    context.addIssue(problemAt({ path: [], code: 'APPLICATION_COMMAND_TOO_LARGE', message }));
  });

const menuSchema = z.object({
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: text({ min: 1, max: 32 }),
  name_localizations: byLocale(text({ min: 1, max: 32 })),
  description: z.literal('').default(''),
  ...settings,
});

const commandSchema = z.union([chatInputSchema, menuSchema]);

/** Limits of a scope: 100 slash commands, 15 of each menu type; names unique within a type. */
export const commandsSchema = z.array(commandSchema).superRefine((commands, context) => {
  const seen = new Set<string>();
  for (const [index, { type, name }] of commands.entries()) {
    const key = `${type} ${name}`;
    const message = 'Application command names must be unique';
    if (seen.has(key))
      context.addIssue(
        problemAt({
          path: [index, 'name'],
          code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
          message,
        }),
      );
    seen.add(key);
  }
  for (const [type, max] of commandLimits) {
    if (commands.filter((command) => command.type === type).length <= max) continue;
    const message = `Maximum number of application commands reached (${max})`;
    context.addIssue(problemAt({ path: [], code: 'APPLICATION_COMMANDS_MAX', message }));
  }
});

const commandLimits = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
] as const;

export type CommandForm = z.output<typeof commandSchema>;
export type ValueOption = z.output<typeof valueOptionSchema>;
export type CommandOption = z.output<typeof optionSchema>;
export type Choice = z.output<typeof choiceSchema>;

interface NamedOption {
  name: string;
  name_localizations?: Partial<Record<Locale, string>> | null | undefined;
  required?: boolean | undefined;
}

function orderAndNames(options: readonly NamedOption[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  let seenOptional = false;
  for (const [index, option] of options.entries()) {
    if (option.required === true && seenOptional)
      context.addIssue(
        problemAt({
          path: [index],
          code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          message: 'Required options must be placed before non-required options',
        }),
      );
    for (const { key, path } of namesOf(option)) {
      const message = 'Option name already exists';
      const code = 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID';
      if (seen.has(key)) context.addIssue(problemAt({ path: [index, ...path], code, message }));
      seen.add(key);
    }
    seenOptional ||= option.required !== true;
  }
}

/** Each language has its own names; in none may two options share one. */
function namesOf({ name, name_localizations: localizedNames }: NamedOption) {
  const inLocales = Object.entries(localizedNames ?? {}).map(([locale, localizedName]) => ({
    key: `${locale} ${localizedName}`,
    path: ['name_localizations', locale],
  }));
  return [{ key: name, path: ['name'] }, ...inLocales];
}

/** Names, descriptions and values of a command together; of each text its longest localization. */
function totalLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + totalLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const fields = new Map<string, unknown>(Object.entries(value));
  const counted = ['name', 'description', 'value'].map((field) =>
    Math.max(
      ...[fields.get(field), ...localizedTexts(fields.get(`${field}_localizations`))].map((part) =>
        typeof part === 'string' ? codePoints(part) : 0,
      ),
    ),
  );
  const own = counted.reduce((sum, length) => sum + length, 0);
  return own + totalLength(fields.get('options')) + totalLength(fields.get('choices'));
}

function localizedTexts(localized: unknown): unknown[] {
  return typeof localized === 'object' && localized !== null ? Object.values(localized) : [];
}
