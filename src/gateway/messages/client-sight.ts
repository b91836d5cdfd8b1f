// What the gateway's client knows, for parts that are made before it.
import type { Client } from 'discord.js';

export interface ClientSight {
  watch(client: Client): void;
  /** '' before the login. */
  botId(): string;
  /** The channel that a thread hangs in, if the thread is known. */
  parentOf(threadId: string): string | undefined;
}

export function createClientSight(): ClientSight {
  let client: Client | undefined;
  return {
    watch: (watched) => {
      client = watched;
    },
    botId: () => client?.user?.id ?? '',
    parentOf: (threadId) => {
      const thread = client?.channels.cache.get(threadId);
      return thread?.isThread() ? (thread.parentId ?? undefined) : undefined;
    },
  };
}
