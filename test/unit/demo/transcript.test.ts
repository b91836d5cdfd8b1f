import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../../playground/demo/options.ts';
import { readTranscript } from '../../../playground/demo/transcript.ts';

async function writeText(text: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aloud-transcript-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'responses');
  await writeFile(file, text);
  return file;
}

async function read(text: string, record?: string) {
  return readTranscript({ file: await writeText(text), record });
}

async function problemOf(text: string, record?: string): Promise<string> {
  try {
    return `no problem: ${(await read(text, record)).prompt}`;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

const lines = (...records: object[]) => records.map((one) => JSON.stringify(one)).join('\n');
const many = lines(
  ...Array.from({ length: 12 }, (_, id) => ({
    id,
    prompt: `p${id}`,
    reasoning: null,
    answer: 'a',
  })),
);

describe('a transcript', () => {
  it('is one response, or one of many by its id, the first when none is named', async () => {
    const one = { prompt: 'Why?', reasoning: 'Hm.', answer: 'So.' };
    const script = { reasoning: 'Hm.', answer: 'So.' };
    expect(await read(JSON.stringify(one, null, 2))).toEqual({ prompt: 'Why?', script });
    expect((await read(JSON.stringify([one, { ...one, prompt: 'How?' }]))).prompt).toBe('Why?');
    expect((await read(`${many}\n`)).prompt).toBe('p0');
    expect((await read(many, '7')).prompt).toBe('p7');
  });

  it('streams what the model wrote as it wrote it, where that is recorded', async () => {
    const raw = '<think>\nHm.\n</think>\n\nSo.';
    const { script } = await read(lines({ reasoning: 'Hm.', answer: 'So.', raw }));
    expect(script.chunks?.map(({ content }) => content).join('')).toBe(raw);
  });

  it('has a question in any case', async () => {
    const { prompt } = await read(lines({ reasoning: null, answer: 'So.' }));
    expect(prompt).not.toBe('');
  });

  it('asks no more than /ask takes', async () => {
    const { prompt } = await read(lines({ prompt: '😀'.repeat(7_000), answer: 'So.' }));
    expect(Array.from(prompt)).toHaveLength(6_000);
  });

  it('names the records that there are when the wanted one is not', async () => {
    expect(await problemOf(many, 'x')).toMatch(
      /has no record x\. It has 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more\.$/,
    );
  });

  it.each([
    ['', /is empty/],
    ['[]', /holds no record/],
    ['{"answer": 1}', /record 1 of .+ is no recorded response \(answer: /],
    [`${lines({ answer: 'a' })}\n{oops`, /line 2 of .+ is no JSON/],
    ['42', /record 1 of .+ is no recorded response/],
  ])('says what is wrong with %j', async (text, problem) => {
    expect(await problemOf(text)).toMatch(problem);
  });

  it('says when the file cannot be read', async () => {
    await expect(readTranscript({ file: '/nowhere/responses', record: undefined })).rejects.toThrow(
      /^--transcript cannot read \/nowhere\/responses: ENOENT/,
    );
  });
});
