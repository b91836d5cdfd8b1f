// What this run knows of a reply's pages as they stand on Discord.
import type { Frame, FrameFile } from '../rendering/frame.ts';
import type { SentMessage } from './discord-calls.ts';
import type { KeptFile } from './message-body.ts';
import type { Surface } from './surfaces.ts';
import type { Target } from './target.ts';

export interface ShownPages {
  /** The page does not show this frame, as far as is known. */
  isStale(frame: Frame | undefined, index: number): frame is Frame;
  /** This run has shown something there. */
  isKnown(index: number): boolean;
  filesOf(index: number): readonly KeptFile[];
  /** A post or an edit of the page may have been taken, or not. */
  doubt(index: number): void;
  /** Takes over what Discord holds now. True when the page is new. */
  take(index: number, target: Target, sent: SentMessage): boolean;
  forget(index: number): void;
  /** The last page is to be deleted. */
  leave(): void;
}

interface ShownFrame {
  frame: Frame;
  fingerprint: string;
  /** Another one was sent after it, and nobody knows whether it has come. */
  isDoubted?: boolean;
}

export function createShownPages(surface: Surface): ShownPages {
  const shown: ShownFrame[] = [];
  const files: KeptFile[][] = [];
  /** This page may stand already, posted before: then a post gives it back as it was, not as it should be. */
  let uncertainIndex = surface.pages.length;

  return {
    isStale: (frame, index): frame is Frame => {
      const known = shown[index];
      if (frame === undefined) return false;
      if (known?.isDoubted === true) return true;
      // A page that is full is the same object each time.
      if (frame === known?.frame) return false;
      return fingerprintOf(frame) !== known?.fingerprint;
    },
    isKnown: (index) => shown[index] !== undefined,
    filesOf: (index) => files[index] ?? [],
    doubt: (index) => {
      if (index === surface.pages.length) uncertainIndex = index;
      const known = shown[index];
      if (known) shown[index] = { ...known, isDoubted: true };
    },
    take: (index, target, sent) => {
      const isNew = surface.pages[index] === undefined;
      const isCertain = !isNew || index !== uncertainIndex;
      if (isCertain) shown[index] = { frame: sent.frame, fingerprint: fingerprintOf(sent.frame) };
      files[index] = sent.files;
      if (isNew)
        surface.pages.push({
          channelId: sent.channelId,
          messageId: sent.id,
          ...(target.type === 'token-post' && { tokenMessageId: target.token.messageId }),
        });
      return isNew;
    },
    forget: (index) => {
      surface.forget(index);
      for (const ofPages of [shown, files]) ofPages.splice(index, 1);
    },
    leave: () => {
      surface.leave();
      for (const ofPages of [shown, files]) ofPages.splice(surface.pages.length, 1);
    },
  };
}

function fingerprintOf({ components, files }: Frame): string {
  return JSON.stringify([components, files.map(fileMark)]);
}

/** A picture is named after what it shows. */
function fileMark({ name, content }: FrameFile): string[] {
  return typeof content === 'string' ? [name, content] : [name];
}
