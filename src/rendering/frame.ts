// What one Discord message should show, in the wire format of Components V2.
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';

/** A file of UTF-8 text. It is seen only where a File component points to it. */
export interface FrameFile {
  name: string;
  content: string;
}

/** One message as it should look now. Two frames that are deep-equal look the same. */
export interface Frame {
  components: APIMessageTopLevelComponent[];
  files: FrameFile[];
}
