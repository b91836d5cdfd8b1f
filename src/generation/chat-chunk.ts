// One streamed chunk of /api/chat. Source: ChatResponse in Ollama's api/types.go, where empty fields are left out;
// ollama-js's types say otherwise.
import { z } from 'zod';

export const chatChunk = z.object({
  message: z.object({ content: z.string().default(''), thinking: z.string().default('') }),
  done: z.boolean(),
  done_reason: z.string().optional(),
  /** The answer comes from another host. */
  remote_host: z.string().optional(),
  prompt_eval_count: z.number().optional(),
  /** Reasoning and answer together. */
  eval_count: z.number().optional(),
  /** Nanoseconds. */
  eval_duration: z.number().optional(),
});

export type ChatChunk = z.infer<typeof chatChunk>;
