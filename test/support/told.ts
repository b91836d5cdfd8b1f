// What the stand-in model was told, in the end-to-end tests of conversations.
import { z } from 'zod';
import type { World } from './world.ts';

const messagesSchema = z.array(z.object({ role: z.string(), content: z.string() }));

export type Told = z.output<typeof messagesSchema>;

/** The messages of each request, the oldest first. */
export function toldIn({ ollama }: Pick<World, 'ollama'>): Told[] {
  return ollama.chats().map(({ body }) => messagesSchema.parse(body['messages']));
}

/** All that the model read, as one text. */
export function textIn(told: Told | undefined): string {
  return (told ?? []).map(({ content }) => content).join('\n');
}
