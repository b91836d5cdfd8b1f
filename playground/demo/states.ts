// What stood in the channel after each change of some messages, oldest first.
import type { Interaction, LocalMessage, MessageVersion } from '../local-discord/index.ts';
import { toPageMessage } from '../page/local-message.ts';
import type { PageMessage } from '../page/message.ts';

export interface StatesOptions {
  messages: readonly LocalMessage[];
  /** Its response says who used it. */
  command: Interaction;
}

export function statesOf({ messages, command: used }: StatesOptions): PageMessage[][] {
  const times = new Set(messages.flatMap(({ versions }) => versions.map(({ at }) => at)));
  return [...times]
    .toSorted((a, b) => a - b)
    .map((time) =>
      messages.flatMap((message) => {
        const version = versionAt(message, time);
        if (!version) return [];
        const command = message === used.response ? used : undefined;
        return [toPageMessage(message, { command, version })];
      }),
    );
}

function versionAt(
  { versions, deletedAt }: LocalMessage,
  time: number,
): MessageVersion | undefined {
  if (deletedAt !== undefined && deletedAt <= time) return undefined;
  return versions.findLast(({ at }) => at <= time);
}
