// What Discord demands of a message (facts: discord, 3), checked on a frame; and what a reader sees outside the box.
import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { expect } from 'vitest';
import type { Frame } from '../../src/rendering/frame.ts';

type Component = APIMessageTopLevelComponent | APIComponentInContainer;

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

/** The texts in the sealed box. */
export function sealedTextsOf(frame: Frame): string[] {
  return textsOf(frame.components.filter(({ type }) => type === ComponentType.Container));
}

/** Fails where Discord would refuse the frame, or show something of it other than meant. */
export function expectAcceptable(frame: Frame): void {
  const texts = textsOf(frame.components);
  const chars = texts.reduce((sum, text) => sum + Array.from(text).length, 0);
  expect(chars).toBeLessThanOrEqual(4_000);
  expect(countedBytes(texts)).toBeLessThanOrEqual(10_170);
  for (const text of texts) expect(text.trim()).not.toBe('');
  expect(frame.components.length).toBeGreaterThan(0);
  expect(allComponents(frame.components).length).toBeLessThanOrEqual(40);
  expectFilesAndSeals(frame);
}

/** As Discord counts them (discord/discord-api-docs#8554). */
function countedBytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
}

/** Every file is shown, and whatever stands in a box is sealed. */
function expectFilesAndSeals(frame: Frame): void {
  const shownFiles = allComponents(frame.components).flatMap((component) =>
    component.type === ComponentType.File ? [component] : [],
  );
  expect(shownFiles.map(({ file }) => file.url)).toEqual(
    frame.files.map(({ name }) => `attachment://${name}`),
  );
  for (const component of frame.components) {
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

function allComponents(components: readonly Component[]): Component[] {
  return components.flatMap((component) =>
    component.type === ComponentType.Container ? [component, ...component.components] : [component],
  );
}
