// Which of a frame's files a message holds now, and by what id.
import {
  type APIComponentInContainer,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUnfurledMediaItem,
  ComponentType,
} from 'discord-api-types/v10';
import type { Frame } from '../rendering/frame.ts';
import type { KeptFile } from './message-body.ts';

type Component = APIMessageTopLevelComponent | APIComponentInContainer;

/**
 * `message` is what Discord gave back. A file that a component shows is not among its `attachments`: its id stands in the
 * component, beside its address (discord/discord-api-docs#8277).
 */
export function keptFilesOf(message: APIMessage, { files }: Frame): KeptFile[] {
  const ids = new Map<string, string | undefined>([
    ...message.attachments.map(({ filename, id }) => [filename, id] as const),
    ...mediaOf(message.components ?? []).map(
      ({ url, attachment_id: id }) => [fileNameIn(url), id] as const,
    ),
  ]);
  return files.flatMap((file) => {
    const id = ids.get(file.name);
    return id === undefined ? [] : [{ id, file }];
  });
}

function mediaOf(components: readonly Component[]): APIUnfurledMediaItem[] {
  return components.flatMap((component) => {
    switch (component.type) {
      case ComponentType.Container:
        return mediaOf(component.components);
      case ComponentType.MediaGallery:
        return component.items.map(({ media }) => media);
      case ComponentType.File:
        return [component.file];
      default:
        return [];
    }
  });
}

function fileNameIn(url: string): string {
  return (
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}
