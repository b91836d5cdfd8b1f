// Lets only whole JSON objects of an NDJSON stream through: ollama-js prints what it cannot parse to the console,
// and that may be model text.

const isObject = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};

/** `onDrop` is called for each line that was not JSON; blank lines are dropped in silence. */
export function createLineFilter(onDrop: () => void): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';

  const keep = (line: string) => {
    if (line.trim() === '') return false;
    const isKept = isObject(line);
    if (!isKept) onDrop();
    return isKept;
  };

  const pass = (lines: string[], controller: TransformStreamDefaultController<Uint8Array>) => {
    const kept = lines.filter(keep);
    if (kept.length > 0) controller.enqueue(encoder.encode(`${kept.join('\n')}\n`));
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
