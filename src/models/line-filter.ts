// Lets only whole JSON objects of an NDJSON stream through. ollama-js skips what it cannot parse, and prints it to the
// console: it may be text of the model, which then stands in the log and is missing in the answer.

/** How Ollama itself reports an error in the middle of a stream. */
const unreadable = JSON.stringify({ error: 'a line of the stream was no JSON' });

const isObject = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};

/** A line that cannot be read becomes an error of the server, after all that came before it. Blank ones are dropped. */
export function createLineFilter(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';

  const pass = (lines: string[], controller: TransformStreamDefaultController<Uint8Array>) => {
    const readable = lines
      .filter((line) => line.trim() !== '')
      .map((line) => (isObject(line) ? line : unreadable));
    if (readable.length > 0) controller.enqueue(encoder.encode(`${readable.join('\n')}\n`));
  };

  return new TransformStream({
    transform: (bytes, controller) => {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      pass(lines, controller);
    },
    flush: (controller) => pass([rest + decoder.decode()], controller),
  });
}
