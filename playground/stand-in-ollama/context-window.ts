// What fits in the context: the prompt first, then as many tokens as are left or asked for.
import { integerOption } from './chat-request.ts';
import type { ChatRequest } from './chat-request.ts';
import { tokensOf } from './script.ts';
import { ServerError } from './server-error.ts';

const tokensPerMessage = 4;
const promptTooLong =
  'the prompt is longer than the context length currently available to the model; shorten the prompt, adjust the context length in settings, or use a model with a longer context length';

export interface ContextWindow {
  promptTokens: number;
  /** How many tokens may come: `num_predict`, at most 10 contexts, and without shifting what the context has left. */
  maxTokens: number;
}

/** @throws ServerError 400 where the last message alone is too long and may not be cut (`shift: false`) */
export function fitIntoContext(request: ChatRequest, contextTokens: number): ContextWindow {
  const sizes = request.messages.map(({ content }) => tokensOf(content).length + tokensPerMessage);
  const keepsAll = request.shift === false;
  if (keepsAll && (sizes.at(-1) ?? 0) > contextTokens) throw new ServerError(400, promptTooLong);
  const promptTokens = Math.min(
    sizes.reduce((sum, size) => sum + size, 0),
    contextTokens,
  );
  const asked = integerOption(request, 'num_predict', -1);
  const room = keepsAll ? contextTokens - promptTokens : 10 * contextTokens;
  return { promptTokens, maxTokens: asked < 0 ? room : Math.min(asked, room) };
}
