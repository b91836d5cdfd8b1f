// The shape of menus, in messages and in forms (facts, section 2).
import { ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import { z } from 'zod';
import { problemAt, text } from '../form.ts';

const base = {
  id: z.int().min(0).optional(),
  custom_id: text({ min: 1, max: 100 }),
  placeholder: text({ max: 150 }).optional(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
  /** In forms only. */
  required: z.boolean().optional(),
};

export const stringSelect = z.object({
  type: z.literal(ComponentType.StringSelect),
  ...base,
  options: z
    .array(
      z.object({
        label: text({ min: 1, max: 100 }),
        value: text({ min: 1, max: 100 }),
        description: text({ max: 100 }).optional(),
        emoji: z.object({ id: z.string().nullish(), name: z.string().nullish() }).optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(25),
});

const { User, Role, Channel } = SelectMenuDefaultValueType;

const kindsOf = {
  [ComponentType.UserSelect]: [User],
  [ComponentType.RoleSelect]: [Role],
  [ComponentType.MentionableSelect]: [User, Role],
  [ComponentType.ChannelSelect]: [Channel],
};

/** People, roles and channels: the client offers those of the server. */
export const entitySelect = z
  .object({
    type: z.literal([
      ComponentType.UserSelect,
      ComponentType.RoleSelect,
      ComponentType.MentionableSelect,
      ComponentType.ChannelSelect,
    ]),
    ...base,
    default_values: z
      .array(z.object({ id: z.string(), type: z.enum(SelectMenuDefaultValueType) }))
      .max(25)
      .optional(),
    channel_types: z.array(z.enum(ChannelType)).optional(),
  })
  .superRefine(({ type, default_values: chosen = [], max_values: most = 1 }, context) => {
    const kinds: readonly SelectMenuDefaultValueType[] = kindsOf[type];
    const isFitting = chosen.every((value) => kinds.includes(value.type));
    if (isFitting && chosen.length <= most) return;
    const message = 'The default values do not fit the menu.';
    const path = ['default_values'];
    context.addIssue(problemAt({ path, code: 'SELECT_DEFAULT_VALUES_INVALID', message }));
  });

export type EntitySelect = z.output<typeof entitySelect>;
export type Select = z.output<typeof stringSelect> | EntitySelect;

export interface Choosing {
  min: number;
  max: number;
}

/** How many may be chosen. In a form, a menu that is not required may be left alone. */
export function choosingOf({
  min_values: min = 1,
  max_values: max = 1,
  required,
}: Pick<Select, 'min_values' | 'max_values' | 'required'>): Choosing {
  return { min: required === false ? 0 : min, max };
}
