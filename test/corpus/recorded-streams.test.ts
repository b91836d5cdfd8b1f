// The whole way of recorded streams: played by the stand-in over HTTP, read by the worker's own client.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecordedStream } from '../../playground/stand-in-ollama/recorded-stream.ts';
import { ask, inlineReasoner } from '../integration/generation/ask-model.ts';
import { isCorpusMissing, readStream } from '../support/corpus.ts';
import { startStandIn } from '../support/stand-in.ts';

const streamsDir = resolve(process.env['R1_DATA_DIR'] ?? '../shared/data', 'r1-streams');

describe.skipIf(isCorpusMissing)('recorded streams, played again', () => {
  it('arrive whole, reasoning and answer apart, one token a chunk', async () => {
    const names = readdirSync(streamsDir);
    expect(names.length).toBeGreaterThan(0);
    const standIn = await startStandIn();
    for (const name of names) {
      const recorded = await readRecordedStream(resolve(streamsDir, name));
      standIn.setScript(() => ({ ...recorded, splitsCharacters: true }));
      const { reasoning, answer, finish } = await ask({ host: standIn.url, model: inlineReasoner });
      const chunks = readStream(name).filter((chunk) => chunk !== '');
      const [before = '', after = ''] = chunks.join('').split('</think>');
      expect(reasoning, name).toBe(before.replace('<think>', '').trim());
      expect(answer.trim(), name).toBe(after.trim());
      expect(finish?.figures.tokens, name).toBe(chunks.length);
    }
  });
});
