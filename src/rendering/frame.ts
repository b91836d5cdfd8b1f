// What one Discord message should show, in the wire format of Components V2.
import {
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord-api-types/v10';

/**
 * A file: UTF-8 text, or the bytes of a picture. It is seen only where a component points to it. Two pictures of one
 * name are the same.
 */
export interface FrameFile {
  name: string;
  content: string | Uint8Array;
}

/** One message as it should look now. Two frames that are deep-equal look the same. */
export interface Frame {
  components: APIMessageTopLevelComponent[];
  files: FrameFile[];
}

/** Where a component finds a file of its message. */
export function attachmentUrl(fileName: string): string {
  return `attachment://${fileName}`;
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** One message of several parts, from top to bottom. */
export function joinFrames(...parts: (Frame | undefined)[]): Frame {
  return {
    components: parts.flatMap((part) => part?.components ?? []),
    files: parts.flatMap((part) => part?.files ?? []),
  };
}
