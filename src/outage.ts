// Logs when something that the bot needs is away, and when it is back: once each, however often it is tried meanwhile.
import type { Logger } from './log.ts';

export interface OutageOptions {
  /** As the messages name it: `redis` is logged as `redis-lost` and `redis-back`. */
  of: string;
  log: Logger;
}

export interface Outage {
  /** It has failed, perhaps once more. */
  begin: (error: unknown) => void;
  /** It has answered. */
  end: () => void;
}

export function createOutage({ of, log }: OutageOptions): Outage {
  let isAway = false;
  return {
    begin: (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (!isAway) log.warn({ reason }, `${of}-lost`);
      isAway = true;
    },
    end: () => {
      if (isAway) log.info(`${of}-back`);
      isAway = false;
    },
  };
}
