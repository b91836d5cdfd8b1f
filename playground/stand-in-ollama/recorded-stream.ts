// Plays a recorded answer again: NDJSON lines of /api/generate become inline chunks of a chat.
import { readFile } from 'node:fs/promises';
import type { Script, ScriptChunk } from './script.ts';

interface RecordedLine {
  response: string;
  done: boolean;
  done_reason?: string;
}

/** A script that streams what the recording holds, tags and all, one chunk for each recorded line. */
export async function readRecordedStream(path: string): Promise<Script> {
  const text = await readFile(path, 'utf8');
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as RecordedLine);
  const chunks = lines
    .filter((line) => line.response !== '')
    .map((line): ScriptChunk => ({ content: line.response }));
  return { chunks, doneReason: lines.at(-1)?.done_reason === 'length' ? 'length' : 'stop' };
}
