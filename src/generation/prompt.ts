// What the model is sent for one ask: the messages, and the options they are answered with.
import { memoryFields, type MemorySettings } from '../models/memory-settings.ts';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface AnswerSettings extends MemorySettings {
  /** `num_predict`: reasoning and answer together. */
  maxAnswerTokens: number;
  /** Ollama has no such limit: the answer is ended when it is reached. */
  maxReasoningTokens: number;
}

// What DeepSeek advises for R1; Ollama's defaults differ, and library models may or may not carry these.
const temperature = 0.6;
const topP = 0.95;

const zeroWidthSpace = '\u200B';
/** `<｜User｜>`, `<|im_start|>`, `<think>`: tokens that end or forge a turn. */
const controlTokenStart = /<(?=(?:[|｜][^|｜<>\s]{1,64}[|｜]|\/?think)>)/giu;

/**
 * The text with control tokens made harmless: Ollama reads them in what people write, too, so a question could forge
 * the model's turn. A zero-width space parts the bracket from the name; nothing else changes.
 */
export function neutralizeControlTokens(text: string): string {
  return text.replaceAll(controlTokenStart, `<${zeroWidthSpace}`);
}

/** R1 is asked without a system prompt: DeepSeek advises to put everything into the user's turn. */
export function promptMessages(question: string): ChatMessage[] {
  return [{ role: 'user', content: neutralizeControlTokens(question) }];
}

/** The fields of a request to /api/chat, beside its messages. */
export function answerFields(settings: AnswerSettings) {
  const memory = memoryFields(settings);
  const sampling = { temperature, top_p: topP, num_predict: settings.maxAnswerTokens };
  return { ...memory, options: { ...memory.options, ...sampling } };
}
