import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineFilter } from '../../../src/models/line-filter.ts';

/** What comes out of the filter for these bytes, and how many lines it dropped. */
async function filter(chunks: readonly Uint8Array[]) {
  let dropped = 0;
  const source = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const lines = source.pipeThrough(
    createLineFilter(() => {
      dropped += 1;
    }),
  );
  return { text: await new Response(lines).text(), dropped };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

it('lets JSON objects through and counts what is none', async () => {
  const text = '{"a":1}\n<html>\n\n{"b":\n"text"\n{"c":"ж"}';
  expect(await filter([bytesOf(text)])).toEqual({ text: '{"a":1}\n{"c":"ж"}\n', dropped: 3 });
});

it('gives the same however the bytes are cut', async () => {
  const bytes = bytesOf('{"text":"蓝天 🏳️‍🌈"}\nnot JSON ж\n{"done":true}\n');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: bytes.length })), async (cuts) => {
      const borders = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
      const chunks = borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
      expect(await filter(chunks)).toEqual({
        text: '{"text":"蓝天 🏳️‍🌈"}\n{"done":true}\n',
        dropped: 1,
      });
    }),
  );
});
