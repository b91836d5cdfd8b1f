// What holds for one ask: the host's settings, and within them what the asker's server allows.
import type { Config } from '../config.ts';
import type { GenerateData } from '../jobs/queues.ts';

/** A shorter answer keeps the same share of it for reasoning. */
export function boundedConfig<C extends Pick<Config, 'maxAnswerTokens' | 'maxReasoningTokens'>>(
  config: C,
  { maxAnswerTokens = config.maxAnswerTokens }: Pick<GenerateData, 'maxAnswerTokens'>,
): C {
  if (maxAnswerTokens >= config.maxAnswerTokens) return config;
  const share = config.maxReasoningTokens / config.maxAnswerTokens;
  const maxReasoningTokens = Math.max(1, Math.floor(maxAnswerTokens * share));
  return { ...config, maxAnswerTokens, maxReasoningTokens };
}
