import { describe, expect, it } from 'vitest';
import { createRepetitionWatch } from '../../src/generation/repetition-watch.ts';
import { isCorpusMissing, readTranscripts } from '../support/corpus.ts';

/**
 * How many characters had come when each loop was noticed. The last one bears no mark in the recordings, but its answer
 * says "I think the correct answer is …" 109 times.
 */
const loops = {
  'mipd-mathmip-743ece42 reasoning': { noticedAt: 26_456, of: 118_568 },
  'mipd-mathmip-9f226925 reasoning': { noticedAt: 20_064, of: 127_471 },
  'mipd-formula-dd1f22b2 reasoning': { noticedAt: 20_072, of: 153_243 },
  'ma-l70b-9625a9db answer': { noticedAt: 10_304, of: 13_903 },
  'mipd-mathmip-f2399608 answer': { noticedAt: 7_992, of: 25_303 },
};

const tokenChars = 4;

function noticedAt(text: string): number | undefined {
  const watch = createRepetitionWatch();
  for (let read = 0; read < text.length; read += tokenChars) {
    if (watch.read(text.slice(read, read + tokenChars))) return read + tokenChars;
  }
  return undefined;
}

describe.skipIf(isCorpusMissing)('the recorded outputs', () => {
  it('are noticed early where they loop, and nowhere else', () => {
    const transcripts = readTranscripts();
    const marked = transcripts.filter(({ kinds }) => kinds.includes('loop'));
    const texts = transcripts.flatMap(({ id, reasoning, answer }) => [
      [`${id} reasoning`, reasoning ?? ''] as const,
      [`${id} answer`, answer ?? ''] as const,
    ]);
    const noticed = texts.flatMap(([name, text]) => {
      const at = noticedAt(text);
      return at === undefined ? [] : [[name, { noticedAt: at, of: text.length }] as const];
    });
    expect(Object.fromEntries(noticed)).toEqual(loops);
    expect(marked.filter(({ id }) => !noticed.some(([name]) => name.startsWith(id)))).toEqual([]);
  });
});
