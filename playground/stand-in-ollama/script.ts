// What the stand-in model says: a script for each request, cut into the chunks that a real Ollama would stream.
import type { ChatRequest } from './chat-request.ts';

/** Where reasoning goes: `native` in `message.thinking`, `inline` between tags in the content, `none` nowhere. */
export type ReasoningMode = 'native' | 'inline' | 'none';

/** One streamed chunk: about one token. */
export interface ScriptChunk {
  thinking?: string;
  content?: string;
}

/** What one request yields. Texts are cut into word-like tokens; arrays are taken as the tokens themselves. */
export interface Script {
  reasoning?: string | readonly string[];
  answer?: string | readonly string[];
  /** Overrides what the model's capability and the request's `think` give. */
  mode?: ReasoningMode;
  /** The chunks as they are, in place of `reasoning` and `answer`: broken tags, both fields in one chunk. */
  chunks?: readonly ScriptChunk[];
  /** How it ends when no limit cuts it short. */
  doneReason?: 'stop' | 'length';
  /** Each line leaves in two TCP writes, cut inside a multibyte character where it has one. */
  splitsCharacters?: boolean;
}

/** Chooses the script of a request. */
export type ScriptFor = (request: ChatRequest) => Script;

/** Cuts a text into pieces of about four characters, as a tokenizer would. The pieces joined are the text. */
export function tokensOf(text: string | readonly string[]): readonly string[] {
  return typeof text === 'string' ? (text.match(/ ?[^\s]{1,5}|\s/gu) ?? []) : text;
}

/** The chunks of a script in the given mode. */
export function chunksOf(script: Script, mode: ReasoningMode): readonly ScriptChunk[] {
  if (script.chunks) return script.chunks;
  const reasoning = tokensOf(script.reasoning ?? []);
  const answer = tokensOf(script.answer ?? []).map((content) => ({ content }));
  switch (mode) {
    case 'native':
      return [...reasoning.map((thinking) => ({ thinking })), ...answer];
    case 'inline':
      return [...inlineReasoning(reasoning), ...answer];
    case 'none':
      return answer;
    default:
      return mode satisfies never;
  }
}

/** As in recorded streams: each tag is one whole chunk, with line breaks of its own around the text. */
function inlineReasoning(tokens: readonly string[]): ScriptChunk[] {
  return ['<think>', '\n', ...tokens, '\n', '</think>', '\n\n'].map((content) => ({ content }));
}
