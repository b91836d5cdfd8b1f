// Discord's ids: 42 bits of time since 2015, then a counter. Clients read `createdAt` out of them.
import type { Clock } from './clock.ts';

const discordEpochMs = 1_420_070_400_000n;

export interface Snowflakes {
  /** A new id of 17-19 digits, greater than every one before it, made at the clock's present time. */
  next(): string;
}

export function createSnowflakes({ clock }: { clock: Clock }): Snowflakes {
  let last = 0n;
  return {
    next() {
      const candidate = (BigInt(clock.now()) - discordEpochMs) << 22n;
      last = candidate > last ? candidate : last + 1n;
      return String(last);
    },
  };
}
