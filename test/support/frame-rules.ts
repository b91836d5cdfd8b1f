// What Discord demands of a message (facts: discord, 3), checked on a frame; and what a reader sees outside the box.
import {
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMediaGalleryItem,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { expect } from 'vitest';
import type { Frame } from '../../src/rendering/frame.ts';

type Component = APIMessageTopLevelComponent | APIComponentInContainer;
type AnyComponent = Component | APIComponentInMessageActionRow;

function textsOf(components: readonly Component[]): string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay) return [component.content];
    return component.type === ComponentType.Container ? textsOf(component.components) : [];
  });
}

/** The texts that everybody sees, without opening anything. */
export function openTextsOf(frame: Frame): string[] {
  return textsOf(frame.components.filter(({ type }) => type !== ComponentType.Container));
}

/** The texts in the box. */
export function sealedTextsOf(frame: Frame): string[] {
  return textsOf(frame.components.filter(({ type }) => type === ComponentType.Container));
}

/** The pictures, each with its description. */
export function picturesOf(frame: Frame): APIMediaGalleryItem[] {
  return frame.components.flatMap((component) =>
    component.type === ComponentType.MediaGallery ? component.items : [],
  );
}

/** What everybody can read without opening anything: texts, descriptions of pictures, files. */
export function openContentOf(frame: Frame): string[] {
  const files = frame.files.filter(({ name }) => !name.startsWith('SPOILER_'));
  return [
    ...openTextsOf(frame),
    ...picturesOf(frame).map(({ description }) => description ?? ''),
    ...files.map(({ content }) => (typeof content === 'string' ? content : '')),
  ];
}

/** Fails where Discord would refuse the frame, or show something of it other than meant. */
export function expectAcceptable(frame: Frame): void {
  expectValid(frame);
  expectSealed(frame);
  expectRulesBetweenThings(frame);
}

/** Fails where Discord would refuse the frame, or not show a file of it. */
export function expectValid(frame: Frame): void {
  const texts = textsOf(frame.components);
  // It is not known whether Discord counts descriptions as text that is displayed: the frame is right either way.
  const descriptions = picturesOf(frame).map(({ description }) => description ?? '');
  expect(codePoints([...texts, ...descriptions].join(''))).toBeLessThanOrEqual(4_000);
  expect(countedBytes(texts)).toBeLessThanOrEqual(10_170);
  for (const text of texts) expect(text.trim()).not.toBe('');
  expect(frame.components.length).toBeGreaterThan(0);
  expect(allComponents(frame.components).length).toBeLessThanOrEqual(40);
  expectPictures(frame);
  expectFiles(frame);
}

function codePoints(text: string): number {
  return Array.from(text).length;
}

/** As Discord counts them (discord/discord-api-docs#8554). */
function countedBytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
}

function expectPictures(frame: Frame): void {
  for (const component of frame.components) {
    if (component.type !== ComponentType.MediaGallery) continue;
    expect(component.items.length).toBeGreaterThan(0);
    expect(component.items.length).toBeLessThanOrEqual(10);
    for (const { description } of component.items) {
      expect(codePoints(description ?? '')).toBeGreaterThan(0);
      expect(codePoints(description ?? '')).toBeLessThanOrEqual(1_024);
    }
  }
}

/** Every file is shown, and every file that is shown is there. */
function expectFiles({ components, files }: Frame): void {
  const names = files.map(({ name }) => name);
  expect(names.length).toBeLessThanOrEqual(10);
  expect(new Set(names).size, names.join()).toBe(names.length);
  const shown = new Set(allComponents(components).flatMap(attachmentsOf));
  expect([...shown].toSorted()).toEqual(names.map((name) => `attachment://${name}`).toSorted());
}

function attachmentsOf(component: AnyComponent): string[] {
  if (component.type === ComponentType.File) return [component.file.url];
  if (component.type !== ComponentType.MediaGallery) return [];
  return component.items.map(({ media }) => media.url);
}

/** Whatever stands in a box is sealed, and nothing else is. */
function expectSealed(frame: Frame): void {
  for (const component of frame.components) {
    if (component.type === ComponentType.File) expect(component.file.url).not.toContain('SPOILER_');
    if (component.type !== ComponentType.Container) continue;
    expect(component.spoiler).toBe(true);
    for (const part of component.components) {
      if (part.type !== ComponentType.File) continue;
      expect(part).toMatchObject({
        spoiler: true,
        file: { url: expect.stringContaining('SPOILER_') },
      });
    }
  }
}

/** A rule parts two things. */
function expectRulesBetweenThings({ components }: Frame): void {
  const types = components.map(({ type }) => type);
  expect(types[0]).not.toBe(ComponentType.Separator);
  expect(types.at(-1)).not.toBe(ComponentType.Separator);
  for (const [index, type] of types.entries()) {
    if (type === ComponentType.Separator) expect(types[index + 1]).not.toBe(type);
  }
}

/** Nested ones included. */
function allComponents(components: readonly AnyComponent[]): AnyComponent[] {
  return components.flatMap((component) =>
    component.type === ComponentType.Container || component.type === ComponentType.ActionRow
      ? [component, ...allComponents(component.components)]
      : [component],
  );
}
