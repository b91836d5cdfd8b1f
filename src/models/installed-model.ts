// What the bot knows of a model that a worker's Ollama has. Read by the catalogue, published in Redis, read by the bot.
import { z } from 'zod';

export const installedModel = z.object({
  /** With its tag, as Ollama lists it. */
  name: z.string(),
  sizeBytes: z.number(),
  /** As Ollama writes it: `8.2B`. Empty when unknown. */
  parameterSize: z.string(),
  /** It has the capability `thinking`: `think` may be sent, and reasoning comes apart from the answer. */
  canThink: z.boolean(),
  /** It reasons, by the capability or (an old pull of R1) between tags in its text. */
  isReasoner: z.boolean(),
  /** What it was trained for: an upper limit, not what it is loaded with. */
  contextTokens: z.number().optional(),
  isLoaded: z.boolean(),
  /** Of the card's memory, while it is loaded; 0: it runs on the processor alone. */
  vramBytes: z.number().optional(),
});

export type InstalledModel = z.infer<typeof installedModel>;
