// What can be told an asker at once, before anything public is shown. Submitting looks again, by what is stored.
import { refuseUncounted, type AskRefusal, type Limits, type Standpoint } from './limits.ts';

/** `guildId`: the server whose settings count; `null` outside of servers. Undefined also when memory does not know. */
export type RefuseFromMemory = (
  guildId: string | null,
  standpoint: Standpoint,
) => AskRefusal | undefined;

export interface RefuseFromMemoryOptions {
  recallLimits: (guildId: string) => Limits | undefined;
  isOperator: (userId: string) => boolean;
}

export function createRefuseFromMemory({
  recallLimits,
  isOperator,
}: RefuseFromMemoryOptions): RefuseFromMemory {
  return (guildId, standpoint) => {
    if (guildId === null || isOperator(standpoint.askerId)) return undefined;
    const limits = recallLimits(guildId);
    return limits && refuseUncounted(limits, standpoint);
  };
}
