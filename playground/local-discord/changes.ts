// What happens in the local Discord, as it happens. The gateway sends from here, and tests wait on it.
import type { LoggedRequest } from './http/request-log.ts';
import type { Interaction } from './interactions/interaction.ts';
import type { LocalMessage, MessageVersion } from './messages/message.ts';
import type { Channel, Guild, Role } from './world/entities.ts';

export type Change =
  | { type: 'message-create'; message: LocalMessage; version: MessageVersion }
  | { type: 'message-edit'; message: LocalMessage; version: MessageVersion }
  | { type: 'message-delete'; message: LocalMessage }
  | { type: 'message-delete-bulk'; channel: Channel; messages: readonly LocalMessage[] }
  /** A thread hangs on it now. */
  | { type: 'message-thread'; message: LocalMessage }
  | { type: 'thread-create'; channel: Channel }
  | { type: 'channel-create'; channel: Channel }
  | { type: 'channel-update'; channel: Channel }
  | { type: 'channel-delete'; channel: Channel }
  | { type: 'guild-create'; guild: Guild }
  | { type: 'guild-update'; guild: Guild }
  | { type: 'guild-delete'; guild: Guild }
  | { type: 'role-create'; role: Role; guild: Guild }
  | { type: 'interaction-create'; interaction: Interaction }
  | { type: 'interaction-settle'; interaction: Interaction }
  | { type: 'typing-start'; channel: Channel }
  | { type: 'request-end'; request: LoggedRequest }
  | { type: 'gateway-change' }
  | { type: 'clock-advance' };

export interface Changes {
  announce(change: Change): void;
  /** Returns the function that ends the subscription. Listeners run in the order of subscribing. */
  subscribe(listener: (change: Change) => void): () => void;
}

export interface WaitOptions {
  /** Real milliseconds; the movable clock does not count. */
  timeoutMs?: number;
  /** What was awaited, for the error. */
  what?: string;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    announce(change) {
      for (const listener of listeners) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Resolves with the first truthy value of `look`, asked now and after every change. Rejects after `timeoutMs`. */
export function waitForChange<T>(
  changes: Changes,
  look: () => T,
  { timeoutMs = 5_000, what = String(look) }: WaitOptions = {},
): Promise<NonNullable<T>> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      settle();
    };
    const check = () => {
      try {
        const value = look();
        if (value) finish(() => resolve(value));
      } catch (error) {
        finish(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };
    const timer = setTimeout(
      () => finish(() => reject(new Error(`not seen within ${timeoutMs} ms: ${what}`))),
      timeoutMs,
    );
    const unsubscribe = changes.subscribe(check);
    check();
  });
}
