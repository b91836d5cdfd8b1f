import { expect, it } from 'vitest';
import { boundedConfig } from '../../../src/generation/bounded-config.ts';

const host = { maxAnswerTokens: 8_000, maxReasoningTokens: 6_000 };

it("is the host's where the server allows as much or more", () => {
  expect(boundedConfig(host, {})).toBe(host);
  expect(boundedConfig(host, { maxAnswerTokens: 8_000 })).toBe(host);
  expect(boundedConfig(host, { maxAnswerTokens: 9_000 })).toBe(host);
});

it('keeps the share of the reasoning in a shorter answer', () => {
  const bounded = { maxAnswerTokens: 1_000, maxReasoningTokens: 750 };
  expect(boundedConfig(host, { maxAnswerTokens: 1_000 })).toEqual(bounded);
});
