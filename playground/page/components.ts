// Discord's message components as HTML.
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Button, Component, Select } from '../local-discord/messages/components.ts';
import { markup, type Html } from './html.ts';
import { drawMarkdown, type MarkdownOptions } from './markdown.ts';
import { drawFile, drawGallery, drawPicture, type MediaOptions } from './media.ts';
import { coveredBlock } from './spoiler.ts';

export type ComponentOptions = MarkdownOptions & MediaOptions;

type ComponentOf<Type extends ComponentType> = Extract<Component, { type: Type }>;

const buttonClasses: Readonly<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary link',
  [ButtonStyle.Premium]: 'primary',
};

export function drawComponents(
  components: readonly Component[],
  options: ComponentOptions,
): readonly Html[] {
  return components.map((component) => drawComponent(component, options));
}

function drawComponent(component: Component, options: ComponentOptions): Html {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return drawMarkdown(component.content, options);
    case ComponentType.Container:
      return drawContainer(component, options);
    case ComponentType.Section:
      return drawSection(component, options);
    case ComponentType.ActionRow:
      return markup`<div class="row">${drawComponents(component.components, options)}</div>`;
    case ComponentType.Separator:
      return drawSeparator(component);
    case ComponentType.MediaGallery:
      return drawGallery(component.items, options);
    case ComponentType.Thumbnail:
      return markup`<div class="thumbnail">${drawPicture(component, options)}</div>`;
    case ComponentType.File:
      return drawFile({ ...component.file, spoiler: component.spoiler }, options);
    case ComponentType.Button:
      return drawButton(component);
    default:
      return drawSelect(component, options);
  }
}

function drawSection(
  { components, accessory }: ComponentOf<ComponentType.Section>,
  options: ComponentOptions,
): Html {
  const texts = drawComponents(components, options);
  return markup`<div class="section"><div>${texts}</div>${drawComponent(accessory, options)}</div>`;
}

function drawContainer(
  { components, accent_color: accent, spoiler }: ComponentOf<ComponentType.Container>,
  options: ComponentOptions,
): Html {
  const color = typeof accent === 'number' ? `#${accent.toString(16).padStart(6, '0')}` : undefined;
  const style = color === undefined ? '' : `--accent: ${color}`;
  const kind = color === undefined ? 'container' : 'container accented';
  const inner = drawComponents(components, options);
  const box = markup`<div class="${kind}" style="${style}">${inner}</div>`;
  return spoiler ? coveredBlock(box, options) : box;
}

function drawSeparator({ divider, spacing }: ComponentOf<ComponentType.Separator>): Html {
  const size = spacing === 2 ? 'large' : 'small';
  return markup`<hr class="${divider === false ? 'blank' : 'divider'} ${size}">`;
}

function drawButton({ label, emoji, style, disabled }: Button): Html {
  const text = [emoji?.name, label].filter(Boolean).join(' ');
  const kind = buttonClasses[style];
  return disabled
    ? markup`<button class="${kind}" disabled>${text}</button>`
    : markup`<button class="${kind}">${text}</button>`;
}

function drawSelect(select: Select, { nameOf }: ComponentOptions): Html {
  const chosen = chosenOf(select, nameOf).join(', ');
  if (chosen !== '') return markup`<div class="select chosen">${chosen}</div>`;
  return markup`<div class="select">${select.placeholder ?? 'Make a selection'}</div>`;
}

function chosenOf(select: Select, nameOf: MarkdownOptions['nameOf']): string[] {
  return 'options' in select
    ? select.options.filter((option) => option.default).map(({ label }) => label)
    : (select.default_values ?? []).map(({ id }) => nameOf(id) ?? id);
}
