// The shape of message components: what may stand in what, and how long it may be (facts, sections 2 and 3).
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { problemAt, text } from '../form.ts';
import { cleanReference } from './file-name.ts';
import { entitySelect, stringSelect } from './selects.ts';
import type { Select } from './selects.ts';

const customId = text({ min: 1, max: 100 });
const componentId = z.int().min(0).optional();
const emoji = z.object({ id: z.string().nullish(), name: z.string().nullish() });

const button = z
  .object({
    type: z.literal(ComponentType.Button),
    id: componentId,
    style: z.enum(ButtonStyle),
    label: text({ max: 80 }).optional(),
    emoji: emoji.optional(),
    custom_id: customId.optional(),
    url: text({ max: 512 }).optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    const isLink = value.style === ButtonStyle.Link;
    const needed = isLink ? value.url : value.custom_id;
    const refused = isLink ? value.custom_id : value.url;
    if (needed === undefined) context.addIssue(required(isLink ? 'url' : 'custom_id'));
    if (refused !== undefined)
      context.addIssue(
        problemAt({
          path: [isLink ? 'custom_id' : 'url'],
          code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          message: 'A custom id and url cannot both be specified',
        }),
      );
    if (!value.label && !value.emoji) context.addIssue(required('label'));
  });

const actionRow = z.object({
  type: z.literal(ComponentType.ActionRow),
  id: componentId,
  components: z
    .array(z.discriminatedUnion('type', [button, stringSelect, entitySelect]))
    .min(1)
    .max(5)
    .superRefine((children, context) => {
      const isSelectRow = children.some((child) => child.type !== ComponentType.Button);
      if (isSelectRow && children.length > 1)
        context.addIssue(
          problemAt({
            path: [1],
            code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
            message: 'The specified component exceeds the maximum width',
          }),
        );
    }),
});

const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  id: componentId,
  content: text({ min: 1, max: 4000 }),
});

const media = z.object({ url: text({ min: 1, max: 2048 }).transform(cleanReference) });
const described = {
  description: text({ min: 1, max: 1024 }).nullish(),
  spoiler: z.boolean().optional(),
};

const thumbnail = z.object({
  type: z.literal(ComponentType.Thumbnail),
  id: componentId,
  media,
  ...described,
});

const section = z.object({
  type: z.literal(ComponentType.Section),
  id: componentId,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});

const mediaGallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  id: componentId,
  items: z
    .array(z.object({ media, ...described }))
    .min(1)
    .max(10),
});

const file = z.object({
  type: z.literal(ComponentType.File),
  id: componentId,
  file: media,
  spoiler: z.boolean().optional(),
});

const separator = z.object({
  type: z.literal(ComponentType.Separator),
  id: componentId,
  divider: z.boolean().optional(),
  spacing: z.int().min(1).max(2).optional(),
});

const contained = [actionRow, textDisplay, section, mediaGallery, file, separator] as const;

const container = z.object({
  type: z.literal(ComponentType.Container),
  id: componentId,
  components: z.array(z.discriminatedUnion('type', contained)).min(1),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().optional(),
});

const topLevel = z.discriminatedUnion('type', [...contained, container]);

/** Components of a message with IS_COMPONENTS_V2. */
export const layoutSchema = z.array(topLevel);
/** Components of a message without it: up to five action rows. */
export const rowsSchema = z.array(actionRow).max(5);

export type TopComponent = z.output<typeof topLevel>;
export type Button = z.output<typeof button>;
export type { Select };
export type Component =
  | TopComponent
  | Button
  | Select
  | z.output<typeof thumbnail>
  | z.output<typeof container>;

/** A component and where it stands, outer before inner: the order of the screen. */
export interface PlacedComponent {
  path: (string | number)[];
  component: Component;
}

/** Every component of a message, nested ones included. */
export function allComponents(top: readonly TopComponent[]): PlacedComponent[] {
  return walk(top, []);
}

function walk(list: readonly Component[], path: (string | number)[]): PlacedComponent[] {
  return list.flatMap((component, index) => {
    const here = [...path, index];
    const placed = { path: here, component };
    const inner =
      'components' in component ? walk(component.components, [...here, 'components']) : [];
    return 'accessory' in component
      ? [placed, ...inner, { path: [...here, 'accessory'], component: component.accessory }]
      : [placed, ...inner];
  });
}

function required(field: string) {
  return problemAt({
    path: [field],
    code: 'BASE_TYPE_REQUIRED',
    message: 'This field is required',
  });
}
