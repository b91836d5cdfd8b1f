// The box that holds the reasoning. Everything the model thought is shown in here and nowhere else.
import { type APIComponentInContainer, ComponentType } from 'discord-api-types/v10';
import { hasInk } from './characters.ts';
import { reasoningFile, sealedReasoningFile } from './file-names.ts';
import { attachmentUrl, type Frame, textDisplay } from './frame.ts';
import { showMarkdown } from './markdown/show-markdown.ts';
import { tailOf } from './reasoning-tail.ts';
import { rememberLast } from './remember-last.ts';
import { maxMessageRoom, roomOf } from './room.ts';

const mutedAccent = 0x4e5058;

/** How much of the end is shown where not all of it is. */
const endRoom = { thinking: 600, answering: 300, settled: 600, alone: maxMessageRoom };

/** The most that is shown whole in a reply: more would push the answer off the screen, opened or not. */
const maxWholeRoom = 1_200;

/**
 * `thinking`: it still grows. `answering`: the answer runs beside it. `settled`: nothing more comes beside it, so it
 * may take more room. `alone`: a message of its own.
 */
export type ReasoningStage = keyof typeof endRoom;

export interface ReasoningBoxInput {
  reasoning: string;
  stage: ReasoningStage;
  /** Stands on top ("Thought for 38 s"). */
  title: string | undefined;
  /** For all text in the box. */
  room: number;
  /** Readers have to open it. */
  isSealed: boolean;
  /** `false`: what does not fit is left out. */
  canAttach: boolean;
}

/** The box; `undefined` if there is no reasoning to show. Reasoning that does not fit is added whole, as a file. */
export type RenderReasoningBox = (input: ReasoningBoxInput) => Frame | undefined;

/** It remembers what it has just shown: while the answer grows, the reasoning stays as it is. */
export function createReasoningBox(): RenderReasoningBox {
  const showWhole = rememberLast(showMeasured);
  const showTail = rememberLast(showEnd);
  const showBox = rememberLast(toFrame);
  return ({ stage, title, isSealed, canAttach, ...input }) => {
    const reasoning = input.reasoning.trim();
    if (!hasInk(reasoning)) return undefined;
    const titleLine = title === undefined ? '' : `-# ${title}`;
    const room = input.room - roomOf(titleLine);
    const wholeRoom = stage === 'alone' ? room : Math.min(room, maxWholeRoom);
    const mayBeWhole = stage !== 'thinking' && reasoning.length <= maxShrink * wholeRoom;
    const whole = mayBeWhole ? showWhole({ reasoning }) : undefined;
    const hasRoom = whole !== undefined && whole.room <= wholeRoom;
    const isEnd = stage === 'answering' || !hasRoom;
    const shown = isEnd
      ? showTail({ reasoning, room: Math.min(room, endRoom[stage]) })
      : whole.text;
    const isFile = canAttach && stage !== 'thinking' && !hasRoom;
    // Marks alone may show nothing, and Discord takes no empty box.
    if (!hasInk(shown) && !isFile) return undefined;
    return showBox({ titleLine, shown, file: isFile ? reasoning : undefined, isSealed });
  };
}

/** Longer text is not tried: it is common, and what is shown is seldom shorter than its source. */
const maxShrink = 2;

function showMeasured({ reasoning }: { reasoning: string }): { text: string; room: number } {
  const text = showMarkdown(reasoning);
  return { text, room: roomOf(text) };
}

function showEnd({ reasoning, room }: { reasoning: string; room: number }): string {
  return tailOf(reasoning, room);
}

interface Box {
  titleLine: string;
  shown: string;
  file: string | undefined;
  isSealed: boolean;
}

function toFrame({ titleLine, shown, file, isSealed }: Box): Frame {
  const components: APIComponentInContainer[] = [titleLine, shown].filter(hasInk).map(textDisplay);
  const files = [];
  if (file !== undefined) {
    const name = isSealed ? sealedReasoningFile : reasoningFile;
    const media = { url: attachmentUrl(name) };
    components.push({ type: ComponentType.File, file: media, spoiler: isSealed });
    files.push({ name, content: file });
  }
  const container = { accent_color: mutedAccent, spoiler: isSealed, components };
  return { components: [{ type: ComponentType.Container, ...container }], files };
}
