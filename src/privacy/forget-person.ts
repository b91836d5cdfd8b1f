// "Forget me": stops what a person has asked and deletes all that is kept of it.
import { setTimeout as wait } from 'node:timers/promises';
import type { AskStore } from '../asks/ask-store.ts';
import type { Asks } from '../asks/asks.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import type { Erase } from './erase.ts';
import type { PersonIndex, Trace } from './person-index.ts';

export interface ForgetPersonOptions {
  index: PersonIndex;
  erase: Erase;
  askStore: Pick<AskStore, 'listOpen'>;
  asks: Pick<Asks, 'end'>;
  turns: Pick<TurnStore, 'remove'>;
  /** How long the ends of stopped asks may take to be shown. */
  endLimitMs?: number;
  sleep?: (ms: number) => Promise<unknown>;
}

export interface Forgotten {
  /** How many questions were deleted. */
  questions: number;
  /** Not when an ask could not be ended in time: it is kept until it has ended, or the person asks again. */
  isWhole: boolean;
}

/** Rejects when Redis fails; what is left then is found by the next try. */
export type ForgetPerson = (person: { id: string; name: string }) => Promise<Forgotten>;

const lookMs = 100;

export function createForgetPerson({
  index,
  erase,
  askStore,
  asks,
  turns,
  endLimitMs = 10_000,
  sleep = wait,
}: ForgetPersonOptions): ForgetPerson {
  async function openOf(personId: string): Promise<string[]> {
    const open = await askStore.listOpen();
    return index.among(personId, { kind: 'ask', ids: open });
  }

  /** Resolves to those that did not get to their end. */
  async function endAll({ id, name }: { id: string; name: string }): Promise<Set<string>> {
    let open = await openOf(id);
    await Promise.all(open.map((askId) => asks.end(askId, { type: 'ask-stopped', by: name })));
    for (let leftMs = endLimitMs; open.length > 0 && leftMs > 0; leftMs -= lookMs) {
      await sleep(lookMs);
      open = await openOf(id);
    }
    return new Set(open);
  }

  /** Gives the number of turns that were deleted. */
  async function eraseAll(personId: string, traces: readonly Trace[]): Promise<number> {
    // Turns first: a worker that still has one of the asks finds no question any more.
    const removed = await Promise.all(idsOf(traces, 'turn').map(turns.remove));
    await erase.quotes(personId, idsOf(traces, 'quote'));
    await erase.answers(personId, idsOf(traces, 'answers'));
    await erase.asks(idsOf(traces, 'ask'));
    await index.drop(personId, traces);
    return removed.filter(Boolean).length;
  }

  return async (person) => {
    const left = await endAll(person);
    let questions = 0;
    for await (const traces of index.parts(person.id)) {
      const isEnded = ({ kind, id }: Trace): boolean => kind !== 'ask' || !left.has(id);
      questions += await eraseAll(person.id, traces.filter(isEnded));
    }
    await erase.keptAnswers(person.id);
    await erase.pausedBy(person.id);
    await erase.fromLine(person.id);
    return { questions, isWhole: left.size === 0 };
  };
}

function idsOf(traces: readonly Trace[], wanted: Trace['kind']): string[] {
  return traces.filter(({ kind }) => kind === wanted).map(({ id }) => id);
}
