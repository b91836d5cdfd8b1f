import { expect, it } from 'vitest';
import { readPullFailure } from '../../../../src/models/tasks/pull-failure.ts';

const told: [words: string, code: string, isPassing: boolean][] = [
  ['pull model manifest: file does not exist', 'PULL_UNKNOWN', false],
  [
    'write /root/.ollama/models/blobs/sha256-1-partial: no space left on device',
    'PULL_NO_SPACE',
    false,
  ],
  [
    'digest mismatch, file must be downloaded again: want sha256:1, got sha256:2',
    'PULL_DAMAGED',
    false,
  ],
  ['unauthorized: access denied', 'PULL_DENIED', false],
  [
    'pull model manifest: 412: The model you are attempting to pull requires a newer version of Ollama.',
    'PULL_NEEDS_UPDATE',
    false,
  ],
  ['max retries exceeded: unexpected EOF', 'PULL_UNREACHABLE', true],
  [
    'Get "https://registry.ollama.ai/v2/": dial tcp: lookup registry.ollama.ai: no such host',
    'PULL_UNREACHABLE',
    true,
  ],
  ['Did not receive done or success response in stream.', 'MODEL_SERVER_LOST', true],
  ['something that nobody has seen', 'PULL_FAILED', false],
];

it.each(told)('reads "%s" as %s (worth another try: %s)', (words, code, isPassing) => {
  const failure = readPullFailure(new Error(words), 'deepseek-r1:8b');
  expect({ code: failure.error.code, isPassing: failure.isPassing }).toEqual({ code, isPassing });
});

it('tries again when the server itself is away', () => {
  const error = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
  expect(readPullFailure(error, 'deepseek-r1:8b')).toMatchObject({
    error: { code: 'MODEL_SERVER_UNREACHABLE' },
    isPassing: true,
  });
});
