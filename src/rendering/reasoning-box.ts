// The sealed box that holds the reasoning. Everything the model thought is shown in here and nowhere else.
import {
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { hasInk } from './characters.ts';
import { closing, fenceAt } from './fences.ts';
import type { FrameFile } from './frame.ts';
import { escapeSpoilers } from './markdown.ts';
import { tailOf } from './reasoning-tail.ts';
import { roomOf } from './room.ts';

const mutedAccent = 0x4e5058;

/** Discord seals a file by its name's prefix. */
const fileName = 'SPOILER_reasoning.md';

/** How much of the end is shown where not all of it is. */
const endRoom = { thinking: 600, answering: 300, settled: 600 };

/**
 * `thinking`: it still grows. `answering`: the answer runs beside it. `settled`: nothing more comes beside it, so it
 * may take all the room.
 */
export type ReasoningStage = keyof typeof endRoom;

export interface ReasoningBoxInput {
  reasoning: string;
  stage: ReasoningStage;
  /** Stands on top ("Thought for 38 s"). */
  title: string | undefined;
  /** For all text in the box. */
  room: number;
  /** `false`: what does not fit is left out. */
  canAttach: boolean;
}

export interface ReasoningBox {
  container: APIContainerComponent;
  files: FrameFile[];
}

/** The box; `undefined` if there is no reasoning to show. Reasoning that does not fit is added whole, as a sealed file. */
export function renderReasoningBox(input: ReasoningBoxInput): ReasoningBox | undefined {
  const reasoning = input.reasoning.trim();
  if (!hasInk(reasoning)) return undefined;
  const title = input.title === undefined ? [] : [`-# ${input.title}`];
  const room = input.room - roomOf(title.join(''));
  const whole = wholeIfItFits(reasoning, room);
  const shown =
    input.stage === 'settled' && whole !== undefined
      ? whole
      : tailOf(reasoning, Math.min(room, endRoom[input.stage]));
  const hasFile = input.canAttach && input.stage !== 'thinking' && whole === undefined;
  const texts = [...title, shown].filter(hasInk).map(textDisplay);
  return {
    container: {
      type: ComponentType.Container,
      spoiler: true,
      accent_color: mutedAccent,
      components: hasFile ? [...texts, sealedFile] : texts,
    },
    files: hasFile ? [{ name: fileName, content: reasoning }] : [],
  };
}

const sealedFile: APIComponentInContainer = {
  type: ComponentType.File,
  file: { url: `attachment://${fileName}` },
  spoiler: true,
};

function textDisplay(content: string): APIComponentInContainer {
  return { type: ComponentType.TextDisplay, content };
}

function wholeIfItFits(reasoning: string, room: number): string | undefined {
  // Long reasoning is common; it need not be escaped to know that it is too long.
  if (reasoning.length > 2 * room) return undefined;
  const harmless = escapeSpoilers(reasoning);
  const whole = fenceAt(reasoning, reasoning.length) ? harmless + closing(harmless) : harmless;
  return roomOf(whole) <= room ? whole : undefined;
}
