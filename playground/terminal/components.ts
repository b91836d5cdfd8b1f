// Discord's message components as lines of a terminal.
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Button, Component, Select } from '../local-discord/messages/components.ts';
import { drawMarkdown } from './markdown.ts';
import { span, widthOf, withoutControls, withStyle, type Line, type Style } from './styled-text.ts';
import { wrap } from './wrap.ts';

export interface DrawnFile {
  name: string;
  content: { length: number };
}

export interface DrawOptions {
  /** In cells. */
  width: number;
  /** What `attachment://name` stands for. */
  files: readonly DrawnFile[];
}

type ComponentOf<Type extends ComponentType> = Extract<Component, { type: Type }>;

const buttonStyles: Partial<Record<ButtonStyle, Style>> = {
  [ButtonStyle.Primary]: 'blue',
  [ButtonStyle.Success]: 'green',
  [ButtonStyle.Danger]: 'red',
  [ButtonStyle.Link]: 'underline',
};

export function drawComponent(component: Component, options: DrawOptions): Line[] {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return drawMarkdown(component.content, options.width);
    case ComponentType.Container:
      return drawContainer(component, options);
    case ComponentType.Section:
      return [...component.components, component.accessory].flatMap((inner) =>
        drawComponent(inner, options),
      );
    case ComponentType.ActionRow:
      return drawRow(component, options);
    case ComponentType.Separator:
      return [component.divider === false ? [] : [span('─'.repeat(options.width), 'dim')]];
    case ComponentType.MediaGallery:
      return component.items.flatMap((item) => drawPicture(item, options));
    case ComponentType.Thumbnail:
      return drawPicture(component, options);
    case ComponentType.File:
      return drawFile(component, options);
    case ComponentType.Button:
      return [drawButton(component)];
    default:
      return [drawSelect(component)];
  }
}

/** A box as Discord draws it: a bar on the left in the accent colour, or dimmed behind a hatched bar for a spoiler. */
function drawContainer(
  { components, accent_color: accent, spoiler }: ComponentOf<ComponentType.Container>,
  options: DrawOptions,
): Line[] {
  const inner = { ...options, width: options.width - 2 };
  const lines = components.flatMap((component) => drawComponent(component, inner));
  if (spoiler) {
    const shown = [[span('spoiler', 'italic')], ...lines];
    return shown.map((line) => withStyle([span('░ '), ...line], 'dim'));
  }
  const bar = typeof accent === 'number' ? span('┃ ', { rgb: accent }) : span('┃ ', 'dim');
  return lines.map((line) => [bar, ...line]);
}

function drawRow(
  { components }: ComponentOf<ComponentType.ActionRow>,
  { width }: DrawOptions,
): Line[] {
  const drawn = components.map((component) =>
    component.type === ComponentType.Button ? drawButton(component) : drawSelect(component),
  );
  const row = drawn.flatMap((line, index) => (index === 0 ? line : [span('  '), ...line]));
  return widthOf(row) <= width ? [row] : drawn.flatMap((line) => wrap(line, { width }));
}

function drawButton({ label, emoji, style, disabled }: Button): Line {
  const text = [emoji?.name, label].filter(Boolean).join(' ');
  const looks: Style[] = disabled ? ['dim'] : ['bold'];
  const color = buttonStyles[style];
  return [span(`[ ${withoutControls(text)} ]`, ...looks, ...(color && !disabled ? [color] : []))];
}

function drawSelect(select: Select): Line {
  const chosen = 'options' in select ? select.options.filter((option) => option.default) : [];
  const labels = chosen.map(({ label }) => label).join(', ');
  const text = withoutControls(labels || (select.placeholder ?? 'Choose'));
  return [span(`[ ${text} ▾ ]`, select.disabled ? 'dim' : 'bold')];
}

interface Picture {
  description?: string | null | undefined;
  spoiler?: boolean | undefined;
}

const pictureMark = span('[picture] ', 'dim');
const fileMark = span('[file] ', 'dim');
const hanging: Line = [span('  ')];

function drawPicture({ description, spoiler }: Picture, { width }: DrawOptions): Line[] {
  const text = withoutControls(description ?? 'no description').replaceAll(/\s+/g, ' ');
  const mark = spoiler ? [span('spoiler · ', 'dim')] : [];
  const line = [pictureMark, ...mark, span(text, ...spoilerStyles(spoiler))];
  return wrap(line, { width, first: [], hanging });
}

function drawFile(
  { file, spoiler }: ComponentOf<ComponentType.File>,
  { files, width }: DrawOptions,
): Line[] {
  const name = file.url.replace(/^attachment:\/\//, '');
  const content = files.find((candidate) => candidate.name === name)?.content;
  const size = content ? ` · ${sizeText(content.length)}` : '';
  const line = [
    fileMark,
    span(withoutControls(name), 'underline', ...spoilerStyles(spoiler)),
    span(spoiler ? `${size} · spoiler` : size, 'dim'),
  ];
  return wrap(line, { width, first: [], hanging });
}

export function drawLooseFile({ name, content }: DrawnFile, width: number): Line[] {
  const line = [
    fileMark,
    span(withoutControls(name), 'underline'),
    span(` · ${sizeText(content.length)}`, 'dim'),
  ];
  return wrap(line, { width, first: [], hanging });
}

function spoilerStyles(isSpoiler: boolean | undefined): Style[] {
  return isSpoiler ? ['dim'] : [];
}

function sizeText(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
