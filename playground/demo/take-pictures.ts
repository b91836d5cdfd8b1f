// `--picture` and `--frames`: the reply as Discord would show it, finished and in each state on the way there.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PageMessage } from '../page/message.ts';
import { drawPage } from '../page/page.ts';
import { openCamera, type Camera } from '../pictures/camera.ts';
import type { AskOutcome } from './ask-once.ts';
import type { PictureWishes } from './options.ts';
import { statesOf } from './states.ts';

export interface TakePicturesOptions {
  outcome: AskOutcome;
  wishes: PictureWishes;
  env: Readonly<Record<string, string | undefined>>;
}

/** In CSS pixels: a channel beside Discord's own lists, and a usual phone. */
const widths = { desktop: 760, phone: 400 };

/** @throws NoBrowser */
export async function takePictures({ outcome, wishes, env }: TakePicturesOptions): Promise<void> {
  const camera = await openCamera(env);
  try {
    const { file, framesFolder } = wishes;
    const states = statesOf({ ...outcome, command: outcome.ask.interaction });
    if (framesFolder !== undefined) await takeAll(camera, states, { ...wishes, framesFolder });
    const last = states.at(-1);
    if (file !== undefined && last) await take(camera, last, { ...wishes, file });
  } finally {
    await camera.close();
  }
}

async function takeAll(
  camera: Camera,
  states: readonly PageMessage[][],
  wishes: PictureWishes & { framesFolder: string },
): Promise<void> {
  for (const [index, state] of states.entries()) {
    const file = path.join(wishes.framesFolder, `${String(index + 1).padStart(3, '0')}.png`);
    await take(camera, state, { ...wishes, file });
  }
}

async function take(
  camera: Camera,
  messages: readonly PageMessage[],
  { file, look }: PictureWishes & { file: string },
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const html = drawPage({ messages, ...look });
  await camera.take({ html, file, width: look.isPhone ? widths.phone : widths.desktop });
}
