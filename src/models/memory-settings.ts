// What decides how a model stands in the GPU's memory. The same on every request: Ollama loads the model anew when
// `num_ctx` or `shift` differ from the request before.

export interface MemorySettings {
  /** `num_ctx`: prompt and answer together. */
  contextTokens: number;
  /** As Ollama takes it: seconds, or a duration like `30m`; negative means for ever. */
  keepAlive: string | number;
}

/**
 * The fields of a request to /api/chat that a preload and an answer must share. `shift: false`: with shifting the
 * start of the chat is forgotten in the middle of an answer, and R1 loops without end.
 */
export function memoryFields({ contextTokens, keepAlive }: MemorySettings) {
  return { options: { num_ctx: contextTokens }, shift: false, keep_alive: keepAlive };
}
