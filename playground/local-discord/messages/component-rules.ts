// Rules over all components of a message together (facts, section 3).
import { ComponentType } from 'discord-api-types/v10';
import { refuse } from '../api-error.ts';
import { codePoints } from '../form.ts';
import type { FormPath, FormProblem } from '../form.ts';
import { allComponents } from './components.ts';
import type { Component, PlacedComponent, TopComponent } from './components.ts';

const maxComponents = 40;
const maxTextCodePoints = 4000;
/** T:discord/discord-api-docs#8554: UTF-8 bytes of all texts + 12 a text display; one more is a 500. */
const maxTextBytes = 10_170;
const bytesPerText = 12;
/** T:discord/discord-api-docs#7528: the 65th picture of a message is a 500. */
const maxMedia = 64;

/** What is wrong with the whole. Throws a 500 where Discord itself breaks instead of refusing. */
export function componentProblems(components: readonly TopComponent[]): FormProblem[] {
  const placed = allComponents(components);
  const problems = [
    ...countProblems(placed),
    ...textProblems(placed),
    ...duplicateProblems(placed),
  ];
  if (problems.length === 0 && breaksDiscord(placed)) throw refuse('SERVER_ERROR');
  return problems;
}

/** Every text that a message's components show, in the order of the screen. */
export function textsOf(components: readonly TopComponent[]): string[] {
  return allComponents(components).flatMap(({ component }) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
}

/** A file or picture that a component points to. */
export interface MediaReference {
  path: FormPath;
  url: string;
  /** A File component takes uploads only; pictures may also come from the web. */
  isFile: boolean;
}

export function mediaReferences(components: readonly TopComponent[]): MediaReference[] {
  return allComponents(components).flatMap(({ path, component }) => referencesOf(path, component));
}

function referencesOf(path: FormPath, component: Component): MediaReference[] {
  switch (component.type) {
    case ComponentType.File:
      return [{ path: [...path, 'file', 'url'], url: component.file.url, isFile: true }];
    case ComponentType.Thumbnail:
      return [{ path: [...path, 'media', 'url'], url: component.media.url, isFile: false }];
    case ComponentType.MediaGallery:
      return component.items.map(({ media }, index) => ({
        path: [...path, 'items', index, 'media', 'url'],
        url: media.url,
        isFile: false,
      }));
    default:
      return [];
  }
}

function countProblems(placed: readonly PlacedComponent[]): FormProblem[] {
  if (placed.length <= maxComponents) return [];
  const message = `The maximum number of components in a message is ${maxComponents}`;
  return [{ path: [], code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message }];
}

function textProblems(placed: readonly PlacedComponent[]): FormProblem[] {
  const total = texts(placed).reduce((sum, content) => sum + codePoints(content), 0);
  if (total <= maxTextCodePoints) return [];
  const message = `The total displayable text of a message must be ${maxTextCodePoints} or fewer in length.`;
  return [{ path: [], code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message }];
}

function duplicateProblems(placed: readonly PlacedComponent[]): FormProblem[] {
  const seen = new Set<string>();
  return placed.flatMap(({ path, component }) => {
    const id = 'custom_id' in component ? component.custom_id : undefined;
    if (id === undefined) return [];
    const isKnown = seen.has(id);
    seen.add(id);
    const message = 'Component custom id cannot be duplicated';
    return isKnown
      ? [{ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message }]
      : [];
  });
}

function breaksDiscord(placed: readonly PlacedComponent[]): boolean {
  const bytes = texts(placed).map((content) => Buffer.byteLength(content) + bytesPerText);
  const media = placed.flatMap(({ path, component }) => referencesOf(path, component));
  return (
    bytes.reduce((sum, size) => sum + size, 0) > maxTextBytes ||
    media.filter(({ isFile }) => !isFile).length > maxMedia
  );
}

function texts(placed: readonly PlacedComponent[]): string[] {
  return placed.flatMap(({ component }) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
}
