// Makes the messages of a reply known as parts of their turn: whoever replies to one goes on from there.
import type { TurnStore } from '../conversations/turn-store.ts';
import type { ReplyState } from './reply-state.ts';

export interface PageLinks {
  /** Those that were not linked before. */
  link(state: ReplyState): Promise<void>;
}

export interface PageLinksOptions {
  turns: Pick<TurnStore, 'link'>;
  turnId: string;
}

export function createPageLinks({ turns, turnId }: PageLinksOptions): PageLinks {
  const linked = new Set<string>();
  return {
    link: async ({ pages, directMessage }) => {
      const ids = [...pages, ...(directMessage?.pages ?? [])].map(({ messageId }) => messageId);
      const fresh = ids.filter((id) => !linked.has(id));
      await Promise.all(fresh.map((id) => turns.link(id, turnId)));
      for (const id of fresh) linked.add(id);
    },
  };
}
