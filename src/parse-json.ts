// Reads what another version, or a stranger, may have written.

/** Undefined when it is no JSON, or is not there. */
export function parseJson(text: string | null | undefined): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
