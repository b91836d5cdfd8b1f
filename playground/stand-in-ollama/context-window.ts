// What fits in the context: the prompt first, then as many tokens as are left or asked for.
import { integerOption } from './chat-request.ts';
import type { ChatMessage, ChatRequest } from './chat-request.ts';
import { tokensOf } from './script.ts';
import { ServerError } from './server-error.ts';

const tokensPerMessage = 4;
/** Of one picture: as much as gemma3 takes. */
const tokensPerImage = 256;
const promptTooLong =
  'the prompt is longer than the context length currently available to the model; shorten the prompt, adjust the context length in settings, or use a model with a longer context length';

export interface ContextWindow {
  promptTokens: number;
  /** How many tokens may come: `num_predict`, at most 10 contexts, and without shifting what the context has left. */
  maxTokens: number;
  /** What the model reads: without a word the oldest messages are left out where `truncate` allows it. */
  messages: readonly ChatMessage[];
}

/**
 * @throws ServerError 400 where the prompt is too long and may not be cut (`truncate: false`), or its last message alone
 * is, and may not be shifted out (`shift: false`)
 */
export function fitIntoContext(request: ChatRequest, contextTokens: number): ContextWindow {
  const keepsAll = request.shift === false;
  const messages = truncate(request, contextTokens);
  const last = messages.at(-1);
  if (keepsAll && last && sizeOf(last) > contextTokens) throw new ServerError(400, promptTooLong);
  const promptTokens = Math.min(sumOf(messages), contextTokens);
  const asked = integerOption(request, 'num_predict', -1);
  const room = keepsAll ? contextTokens - promptTokens : 10 * contextTokens;
  return { promptTokens, messages, maxTokens: asked < 0 ? room : Math.min(asked, room) };
}

/** Whole messages, from the oldest on; those of the system and the last one stay. */
function truncate(
  { messages, truncate: mayTruncate }: ChatRequest,
  contextTokens: number,
): readonly ChatMessage[] {
  if (sumOf(messages) <= contextTokens) return messages;
  if (mayTruncate === false) throw new ServerError(400, promptTooLong);
  const kept = [...messages];
  while (sumOf(kept) > contextTokens) {
    const oldest = kept.slice(0, -1).findIndex(({ role }) => role !== 'system');
    if (oldest === -1) break;
    kept.splice(oldest, 1);
  }
  return kept;
}

function sizeOf({ content, images = [] }: ChatMessage): number {
  return tokensOf(content).length + tokensPerMessage + images.length * tokensPerImage;
}

function sumOf(messages: readonly ChatMessage[]): number {
  return messages.reduce((sum, message) => sum + sizeOf(message), 0);
}
