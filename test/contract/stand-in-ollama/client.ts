// The real ollama-js, and raw requests where its types or its parsing hide the wire.
import { Ollama, type ChatResponse } from 'ollama';
import { expect } from 'vitest';
import type { StandInOllama } from '../../../playground/stand-in-ollama/stand-in-ollama.ts';

export const question = [{ role: 'user', content: 'Why is the sky blue?' }];
export const reasoner = 'deepseek-r1:8b';
export const inlineReasoner = 'deepseek-r1:7b';
export const plainModel = 'llama3.2:3b';

/** For fields whose value says nothing, as times. */
export const anyText: unknown = expect.any(String);

export const clientOf = ({ url }: StandInOllama) => new Ollama({ host: url });

/** What the client sees of one streamed chat, with the error that ended it, if one did. */
export async function streamed(standIn: StandInOllama, request: object = {}) {
  const chunks: ChatResponse[] = [];
  let error: unknown;
  try {
    const chat = { model: reasoner, messages: question, ...request, stream: true as const };
    for await (const chunk of await clientOf(standIn).chat(chat)) chunks.push(chunk);
  } catch (thrown) {
    error = thrown;
  }
  return {
    error,
    chunks,
    last: chunks.at(-1),
    thinking: chunks.map(({ message }) => message.thinking ?? '').join(''),
    content: chunks.map(({ message }) => message.content).join(''),
  };
}

export interface RawAnswer {
  status: number;
  type: string | null;
  text: string;
  /** The lines, parsed. */
  lines: ReadonlyArray<Record<string, unknown>>;
}

/** One request as bytes go over the wire. */
export async function raw(
  { url }: StandInOllama,
  path: string,
  body?: object | string,
): Promise<RawAnswer> {
  const post = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, body === undefined ? {} : post);
  const text = await response.text();
  const type = response.headers.get('content-type');
  const isJson = type?.includes('json') ?? false;
  return { status: response.status, type, text, lines: isJson ? parsedLines(text) : [] };
}

function parsedLines(text: string): ReadonlyArray<Record<string, unknown>> {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
