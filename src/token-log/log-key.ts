// Where an ask's token log is kept in Redis.

/** With an empty id: what the keys of all logs begin with. */
export function logKeyOf(prefix: string, askId: string): string {
  return `${prefix}:log:${askId}`;
}
