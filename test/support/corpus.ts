// The recorded R1 outputs. They are read where they are and never copied into the project.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const record = z
  .object({
    id: z.string(),
    reasoning: z.string().nullable(),
    answer: z.string().nullable(),
    raw: z.string().nullable(),
    kinds: z.array(z.string()),
  })
  // Ollama's command line puts marks of its own for the tags; its API never sends them.
  .transform((parts) => (parts.kinds.includes('cli-markers') ? { ...parts, raw: null } : parts));

export type CorpusRecord = z.infer<typeof record>;

const dataDir = resolve(process.env['R1_DATA_DIR'] ?? '../shared/data');

/** Outside CI a checkout without the recordings may do without these tests; in CI they must run. */
export const isCorpusMissing = process.env['CI'] === undefined && !existsSync(dataDir);

export function readTranscripts(): CorpusRecord[] {
  const file = readFileSync(resolve(dataDir, 'r1-transcripts.jsonl'), 'utf8');
  return file
    .trimEnd()
    .split('\n')
    .map((line) => record.parse(JSON.parse(line)));
}

const streamLine = z.object({ response: z.string(), done: z.boolean() });

/** The chunks of one recorded stream, in order. */
export function readStream(name: string): string[] {
  const file = readFileSync(resolve(dataDir, 'r1-streams', name), 'utf8');
  return file
    .trimEnd()
    .split('\n')
    .map((line) => streamLine.parse(JSON.parse(line)).response);
}
