// The stores of asks and turns, which remember for each person what they keep.
import type { AskStore } from '../asks/ask-store.ts';
import { directAnswers } from '../asks/store-ask.ts';
import type { RedisTurnStore } from '../conversations/redis-turn-store.ts';
import type { PersonIndex, Trace } from './person-index.ts';

export function traceAsks(store: AskStore, index: Pick<PersonIndex, 'add'>): AskStore {
  return {
    ...store,
    store: async (ask, limits) => {
      const traces: Trace[] = [{ kind: 'ask', id: ask.id }];
      if (limits) traces.push({ kind: 'answers', id: limits.homeGuildId ?? directAnswers });
      await index.add(ask.asker.id, traces);
      return store.store(ask, limits);
    },
  };
}

/** Whatever makes a turn live longer makes its trace live as long. */
export function traceTurns(turns: RedisTurnStore, index: Pick<PersonIndex, 'add'>): RedisTurnStore {
  async function trace(turnId: string, more: readonly Trace[] = []): Promise<void> {
    const turn = await turns.get(turnId);
    if (!turn || turn.isRemoved) return;
    await Promise.all([
      index.add(turn.asker.id, [{ kind: 'turn', id: turnId }, ...more]),
      turn.subject && index.add(turn.subject.author.id, [{ kind: 'quote', id: turnId }]),
    ]);
  }

  return {
    ...turns,
    begin: async (turn, continues) => {
      const { id, asker, subject } = turn;
      await Promise.all([
        index.add(asker.id, [{ kind: 'turn', id }]),
        subject && index.add(subject.author.id, [{ kind: 'quote', id }]),
      ]);
      await turns.begin(turn, continues);
    },
    addPart: async (turnId, part) => {
      await trace(turnId);
      return turns.addPart(turnId, part);
    },
    editPart: async (turnId, part) => {
      await trace(turnId);
      await turns.editPart(turnId, part);
    },
    beginAgain: async (turnId, asks) => {
      await trace(turnId, [{ kind: 'ask', id: asks.to }]);
      return turns.beginAgain(turnId, asks);
    },
    settle: async (turnId, answered) => {
      await trace(turnId);
      await turns.settle(turnId, answered);
    },
    // After a loss of data, which took the traces too.
    restore: async (snapshot) => {
      await turns.restore(snapshot);
      await trace(snapshot.turnId);
    },
  };
}
