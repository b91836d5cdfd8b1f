// Which of a frame's files a message holds now, and by what id.
import {
  type APIComponentInContainer,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUnfurledMediaItem,
  ComponentType,
} from 'discord-api-types/v10';
import { attachmentUrl, type Frame } from '../rendering/frame.ts';
import type { KeptFile } from './message-body.ts';

type Component = APIMessageTopLevelComponent | APIComponentInContainer;

/**
 * `message` is what Discord gave back for the frame. A file that a component shows is not among its `attachments`: its
 * id stands in the component (discord/discord-api-docs#8277), in the place where the frame names the file.
 */
export function keptFilesOf(message: APIMessage, frame: Frame): KeptFile[] {
  const shown = mediaOf(message.components ?? []);
  const ids = new Map(
    mediaOf(frame.components).map(({ url }, index) => [url, shown[index]?.attachment_id]),
  );
  return frame.files.flatMap((file) => {
    const loose = message.attachments.find(({ filename }) => filename === file.name);
    const id = ids.get(attachmentUrl(file.name)) ?? loose?.id;
    return id === undefined ? [] : [{ id, file }];
  });
}

/** In the order in which they are shown. */
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
