// A recorded response of a model, read from a file: JSON, or JSON lines with many of them.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { tokensOf, type Script } from '../stand-in-ollama/script.ts';
import { UsageError, type TranscriptWish } from './options.ts';

export interface Transcript {
  /** What was asked. */
  prompt: string;
  /** What the stand-in streams. */
  script: Script;
}

const recordSchema = z.object({
  id: z.union([z.string(), z.number().transform(String)]).optional(),
  prompt: z.string().nullish(),
  /** Null: the source did not keep it. */
  reasoning: z.string().nullish(),
  answer: z.string(),
  /** Reasoning and answer as the model wrote them, tags and all. */
  raw: z.string().nullish(),
});

type RecordedResponse = z.output<typeof recordSchema>;

const unknownPrompt = '(The question was not recorded.)';
/** Of the option of /ask. */
const maxPromptChars = 6000;
const maxNamedIds = 10;

/** @throws UsageError when there is no such record */
export async function readTranscript({ file, record: id }: TranscriptWish): Promise<Transcript> {
  const records = toRecords(await readText(file), file);
  const record = id === undefined ? records[0] : records.find((one) => one.id === id);
  if (!record) throw new UsageError(missingRecord(records, file, id));
  const prompt = Array.from(record.prompt?.trim() ?? '').slice(0, maxPromptChars);
  return { prompt: prompt.join('') || unknownPrompt, script: toScript(record) };
}

function toScript({ raw, reasoning, answer }: RecordedResponse): Script {
  if (raw) return { chunks: tokensOf(raw).map((content) => ({ content })) };
  return { ...(reasoning && { reasoning }), answer };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--transcript cannot read ${file}: ${why}`);
  }
}

function toRecords(text: string, file: string): RecordedResponse[] {
  return toValues(text, file).map((value, index) => {
    const read = recordSchema.safeParse(value);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') || 'the record';
    throw new UsageError(
      `--transcript: record ${index + 1} of ${file} is no recorded response (${field}: ${issue?.message}).`,
    );
  });
}

function toValues(text: string, file: string): unknown[] {
  const whole = parseJson(text);
  if (whole.type === 'json') return Array.isArray(whole.value) ? whole.value : [whole.value];
  const lines = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = parseJson(line);
    if (parsed.type === 'json') return [parsed.value];
    throw new UsageError(`--transcript: line ${index + 1} of ${file} is no JSON.`);
  });
  if (lines.length === 0) throw new UsageError(`--transcript: ${file} is empty.`);
  return lines;
}

type Parsed = { type: 'json'; value: unknown } | { type: 'no-json' };

function parseJson(text: string): Parsed {
  try {
    return { type: 'json', value: JSON.parse(text) };
  } catch {
    return { type: 'no-json' };
  }
}

function missingRecord(
  records: readonly RecordedResponse[],
  file: string,
  id: string | undefined,
): string {
  if (id === undefined) return `--transcript: ${file} holds no record.`;
  const ids = records.flatMap((record) => record.id ?? []);
  const named = ids.slice(0, maxNamedIds).join(', ');
  const more = ids.length > maxNamedIds ? ` and ${ids.length - maxNamedIds} more` : '';
  return `--transcript: ${file} has no record ${id}. It has ${named || 'none with an id'}${more}.`;
}
