// Facts in one line, with dots between them. Pure.

/** Those that are there. */
export function dotted(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}
