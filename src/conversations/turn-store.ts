// The turns in Redis: written when a question is asked, completed when its answer has ended, gone after the retention.
import type { Subject, ToldTurn, Turn, TurnPart } from './turn.ts';

/** However often somebody goes on: a question that has waited so long for its rest waits no more. */
export const maxGatheringMs = 15_000;

export interface NewTurn extends Pick<Turn, 'id' | 'asker'> {
  part: TurnPart;
  subject?: Subject;
  persona?: string;
  /** The files as Discord has them: PNG, JPEG, WebP or GIF. */
  pictures?: readonly Uint8Array[];
  /** Further parts can be added for so many ms after the last one, at most for `maxGatheringMs`. 0 when absent. */
  gatherMs?: number;
}

/**
 * What a turn goes on from. `channelId`: the conversation of a thread or a direct channel, whose last turn it becomes;
 * without `turnId` it goes on from the one that was the last, and the first of all from `beginsAfter`.
 */
export interface Continues {
  turnId?: string;
  channelId?: string;
  beginsAfter?: string;
}

export interface ChainOptions {
  /** Turns that come after so many bytes, back from the last, are `unread`. All are read without. */
  maxBytes?: number;
}

export interface TurnStore {
  /** The asker's part is linked with the turn. Does nothing when the turn is there already. */
  begin(turn: NewTurn, continues?: Continues): Promise<void>;
  get(turnId: string): Promise<Turn | undefined>;
  /** The turns up to this one, which is the last; the oldest first. Removed ones are left out. */
  chain(turnId: string, options?: ChainOptions): Promise<ToldTurn[]>;
  /** The turn that it goes on from, of those that were not removed. */
  previous(turnId: string): Promise<Turn | undefined>;
  pictures(turnId: string): Promise<Uint8Array[]>;
  /** False when the question is closed, gone or as large as one becomes. */
  addPart(turnId: string, part: TurnPart): Promise<boolean>;
  /** Other words in a part, also of an answered question: whoever tries again asks in these. */
  editPart(turnId: string, part: Pick<TurnPart, 'id' | 'text'>): Promise<void>;
  /** Its text and its files go, but for the last part, which stays. Gives how many are left without it. */
  removePart(turnId: string, partId: string): Promise<number>;
  /** Closes the question: no part is added any more. Gives the ms that must be waited before, 0 when it is closed. */
  close(turnId: string): Promise<number>;
  /** The turn is answered anew, by another ask. False when its ask is not `from`: somebody was quicker. */
  beginAgain(turnId: string, asks: { from: string; to: string }): Promise<boolean>;
  /** The answer as it stands in the end. Does nothing when the turn is answered by another ask by now. */
  settle(turnId: string, answered: { askId: string; answer: string }): Promise<void>;
  /** Nothing but its place is left of it. False when there was nothing else. */
  remove(turnId: string): Promise<boolean>;
  /** Of a question that is not taken: the same, and no place is left where nothing was asked after it. */
  withdraw(turnId: string): Promise<void>;
  /** A message (of the question, or a page of the reply) belongs to the turn. */
  link(messageId: string, turnId: string): Promise<void>;
  turnOf(messageId: string): Promise<string | undefined>;
  /** The last turn of a thread or a direct channel. */
  lastIn(channelId: string): Promise<string | undefined>;
  /** What is asked there next begins a conversation. */
  startAfresh(channelId: string): Promise<void>;
}
