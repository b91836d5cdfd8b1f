// Asks a stand-in through streamChat, and gathers what comes.
import {
  streamChat,
  type ChatPart,
  type StreamChatOptions,
} from '../../../src/generation/chat-stream.ts';
import type { AnswerSettings } from '../../../src/generation/prompt.ts';

export const reasoner = 'deepseek-r1:8b';
export const inlineReasoner = 'deepseek-r1:7b';
export const plainModel = 'llama3.2:3b';

export const wideSettings: AnswerSettings = {
  contextTokens: 16_384,
  maxAnswerTokens: 8_192,
  maxReasoningTokens: 8_192,
  keepAlive: '30m',
};

export interface Gathered {
  parts: ChatPart[];
  reasoning: string;
  answer: string;
  finish: Extract<ChatPart, { type: 'finish' }> | undefined;
  /** What the stream threw, if it did. */
  error: unknown;
}

type AskOptions = Partial<StreamChatOptions> & { host: string; onPart?: (part: ChatPart) => void };

export function askOptions(options: AskOptions): StreamChatOptions {
  return {
    model: reasoner,
    messages: [{ role: 'user', content: 'Why is the sky blue?' }],
    settings: wideSettings,
    think: true,
    expectsReasoning: true,
    signal: new AbortController().signal,
    watchdogs: { firstTokenMs: 10_000, tokenGapMs: 10_000, answerMs: 10_000 },
    ...options,
  };
}

export async function ask(options: AskOptions): Promise<Gathered> {
  const parts: ChatPart[] = [];
  let error: unknown;
  try {
    for await (const part of streamChat(askOptions(options))) {
      parts.push(part);
      options.onPart?.(part);
    }
  } catch (thrown) {
    error = thrown;
  }
  return gathered(parts, error);
}

function gathered(parts: ChatPart[], error: unknown): Gathered {
  const textOf = (type: ChatPart['type']) =>
    parts.map((part) => (part.type === type && 'text' in part ? part.text : '')).join('');
  return {
    parts,
    error,
    reasoning: textOf('reasoning-delta'),
    answer: textOf('answer-delta'),
    finish: parts.find((part) => part.type === 'finish'),
  };
}
