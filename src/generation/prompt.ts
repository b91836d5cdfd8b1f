// What a request to /api/chat holds beside its messages.
import { memoryFields, type MemorySettings } from '../models/memory-settings.ts';
import type { Preset } from '../models/presets.ts';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** Bytes: a string would be read as the path of a file (ollama-js 0.6.4, `encodeImage`). */
  images?: readonly Uint8Array[];
}

export interface AnswerSettings extends MemorySettings, Pick<Preset, 'temperature' | 'topP'> {
  /** `num_predict`: reasoning and answer together. */
  maxAnswerTokens: number;
  /** Ollama has no such limit: the answer is ended when it is reached. */
  maxReasoningTokens: number;
}

/**
 * The fields of a request to /api/chat, beside its messages. `truncate: false`: a prompt that is too long is refused in
 * place of being cut without a word (Ollama 0.12.6 and later).
 */
export function answerFields(settings: AnswerSettings) {
  const { maxAnswerTokens, temperature, topP } = settings;
  const memory = memoryFields(settings);
  const sampling = {
    num_predict: maxAnswerTokens,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
  };
  return { ...memory, truncate: false, options: { ...memory.options, ...sampling } };
}
