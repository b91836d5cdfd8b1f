import { describe, expect, it } from 'vitest';
import { isCorpusMissing, readStream, readTranscripts } from '../support/corpus.ts';
import { split } from '../support/split.ts';

const streamNames = [
  'obl-02496d05fd-b.ndjson',
  'obl-02496d05fd.ndjson',
  'obl-3be1762990.ndjson',
  'obl-50d9def812.ndjson',
  'obl-8d700fdb3f.ndjson',
];

const piecesOf = (text: string) => text.match(/[^]{1,5}/g) ?? [];

describe.skipIf(isCorpusMissing)('the splitter, on recorded outputs with their tags', () => {
  const recordings = () =>
    readTranscripts().flatMap(({ id, raw, reasoning, answer }) =>
      raw === null ? [] : [{ id, raw, reasoning: reasoning ?? '', answer: answer ?? '' }],
    );

  it('parts reasoning and answer where the recording does', () => {
    const closed = recordings().filter(({ raw }) => raw.includes('</think>'));
    expect(closed.length).toBeGreaterThan(0);
    for (const { id, raw, reasoning, answer } of closed) {
      const parted = split({ chunks: piecesOf(raw) });
      expect(parted.reasoning.trim(), id).toBe(reasoning.trim());
      expect(parted.answer.trim(), id).toBe(answer.trim());
    }
  });

  it('seals all of an output that was cut short while the model thought', () => {
    const open = recordings().filter(({ raw }) => !raw.includes('</think>'));
    expect(open.length).toBeGreaterThan(0);
    for (const { id, raw } of open) {
      const parted = split({ chunks: piecesOf(raw), ends: 'length' });
      expect(parted.reasoning.trim(), id).toBe(raw.replace(/^\s*<think>/, '').trim());
      expect(parted.answer, id).toBe('');
    }
  });

  it('is not misled by any tag that the reasoning or the answer speaks of', () => {
    for (const { id, reasoning, answer } of readTranscripts()) {
      if (reasoning === null || answer === null) continue;
      const parted = split({ chunks: [`<think>\n${reasoning}\n</think>\n\n${answer}`] });
      expect(parted.reasoning.trim(), id).toBe(reasoning.trim());
      expect(parted.answer.trim(), id).toBe(answer.trim());
    }
  });

  it.each(streamNames)('parts the recorded stream %s', (name) => {
    const chunks = readStream(name);
    const [before = '', ...behind] = chunks.join('').split('</think>');
    const parted = split({ chunks });
    expect(parted.reasoning).toBe(before.replace('<think>', '').trim());
    expect(parted.answer.trim()).toBe(behind.join('</think>').trim());
  });
});
