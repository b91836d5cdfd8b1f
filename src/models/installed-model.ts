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
  /** It takes pictures. Absent, as the four below, in reports of older workers. */
  canSee: z.boolean().optional(),
  /** Of its architecture, as `qwen3`. */
  family: z.string().optional(),
  /** How its weights are stored, as `Q4_K_M`. */
  quantization: z.string().optional(),
  /** When it was pulled or changed last, as Ollama writes it. */
  modifiedAt: z.string().optional(),
  /** The first line of it. */
  license: z.string().optional(),
  isLoaded: z.boolean(),
  /** Of the card's memory, while it is loaded; 0: it runs on the processor alone. */
  vramBytes: z.number().optional(),
});

export type InstalledModel = z.infer<typeof installedModel>;
