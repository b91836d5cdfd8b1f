// Schemas of what Ollama answers about its models. ollama-js's types are wrong in places (dates, `remote_host`).
// Source: facts of Ollama's api/types.go; fields that it leaves out when empty are optional.
import { z } from 'zod';

const tag = z.object({
  name: z.string(),
  size: z.number().catch(0),
  digest: z.string(),
  remote_host: z.string().optional(),
  remote_model: z.string().optional(),
  modified_at: z.string().optional().catch(undefined),
  details: z
    .object({
      parameter_size: z.string().optional(),
      family: z.string().optional(),
      quantization_level: z.string().optional(),
    })
    .optional(),
});

export type Tag = z.infer<typeof tag>;

/** GET /api/tags */
export const tagsAnswer = z.object({ models: z.array(tag).nullable() });

const process = z.object({ name: z.string(), size_vram: z.number().optional().catch(undefined) });

/** GET /api/ps */
export const processesAnswer = z.object({
  models: z.array(process).nullable(),
});

/** POST /api/show: `capabilities` since 0.6.4. */
export const showAnswer = z.object({
  capabilities: z.array(z.string()).nullish(),
  license: z.string().nullish().catch(undefined),
  model_info: z.record(z.string(), z.unknown()).nullish(),
});

/** GET /api/version */
export const versionAnswer = z.object({ version: z.string() });
