import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineFilter } from '../../../src/models/line-filter.ts';

/** What comes out of the filter for these bytes. */
async function filter(chunks: readonly Uint8Array[]): Promise<string> {
  const source = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Response(source.pipeThrough(createLineFilter())).text();
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const unreadable = '{"error":"a line of the stream was no JSON"}';

it('lets JSON objects through and drops blank lines', async () => {
  expect(await filter([bytesOf('{"a":1}\n\n \n{"c":"ж"}')])).toBe('{"a":1}\n{"c":"ж"}\n');
});

it.each(['<html>', '{"b":', '"text"', 'null'])('puts an error in the place of %s', async (line) => {
  const text = await filter([bytesOf(`{"a":1}\n${line}\n{"c":1}\n`)]);
  expect(text).toBe(`{"a":1}\n${unreadable}\n{"c":1}\n`);
});

it('gives the same however the bytes are cut', async () => {
  const bytes = bytesOf('{"text":"蓝天 🏳️‍🌈"}\nnot JSON ж\n{"done":true}\n');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: bytes.length })), async (cuts) => {
      const borders = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
      const chunks = borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
      expect(await filter(chunks)).toBe(`{"text":"蓝天 🏳️‍🌈"}\n${unreadable}\n{"done":true}\n`);
    }),
  );
});
