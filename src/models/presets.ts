// How a model wants to be asked, by what is known of it. Pure.

export interface ModelLooks {
  name: string;
  /** Of its architecture, as Ollama tells it. */
  family?: string | undefined;
  /** As Ollama writes it: `8.2B`. */
  parameterSize?: string | undefined;
}

/** What is absent is not sent: the model's own parameters hold then. */
export interface Preset {
  temperature?: number;
  topP?: number;
  /** Where instructions stand: at the head of the first question, or in a system message. */
  instructions: 'user' | 'system';
}

/** DeepSeek's advice for R1 ("Usage Recommendations"); Ollama's own defaults differ from it. */
const sampling = { temperature: 0.6, topP: 0.95 };

/**
 * R1 of January 2025 and its distills take no system prompt ("Usage Recommendations"); R1-0528 does (its model card).
 * What may be either is asked as the older one: that is right for both.
 */
export function presetOf(model: ModelLooks): Preset {
  if (!/deepseek-?r1/iu.test(model.name)) return { instructions: 'system' };
  return { ...sampling, instructions: isOfMay(model) ? 'system' : 'user' };
}

/** Ollama's `8b` was made of Qwen3 then, of Llama before. The `671b` of both looks the same. */
function isOfMay({ name, family, parameterSize = '' }: ModelLooks): boolean {
  if (name.includes('0528')) return true;
  const known = family?.toLowerCase();
  if (known !== undefined && known !== '') return known === 'qwen3';
  return /^8\.2B$/iu.test(parameterSize);
}
