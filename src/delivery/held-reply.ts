// What this process knows of a reply and its question, to be written again if Redis is restarted without its data.
import type { ReplyToken, ReplyTokens } from '../asks/reply-tokens.ts';
import type { TurnSnapshot, TurnSnapshots } from '../conversations/turn-snapshots.ts';
import type { ReplyState, ReplyStates } from './reply-state.ts';

export interface HeldReply {
  /** The same as were given, listened to. */
  replyStates: ReplyStates;
  replyTokens: ReplyTokens;
  /** Reads the question. */
  holdTurn(): Promise<void>;
  /** Writes the question, and what was last read or saved through the stores. */
  writeAgain(): Promise<void>;
}

export interface HeldReplyOptions {
  askId: string;
  turnId: string;
  turns: Pick<TurnSnapshots, 'snapshot' | 'restore'>;
  replyStates: ReplyStates;
  replyTokens: ReplyTokens;
}

/** A question with more pictures than this is not held: many may wait, and all for a Redis that may never be emptied. */
const mostHeldBytes = 4 * 1_024 * 1_024;

export function holdReply({
  askId,
  turnId,
  turns,
  replyStates,
  replyTokens,
}: HeldReplyOptions): HeldReply {
  let turn: TurnSnapshot | undefined;
  let state: ReplyState | undefined;
  let token: ReplyToken | undefined;
  return {
    replyStates: {
      load: async (id) => {
        state = await replyStates.load(id);
        return state;
      },
      save: (id, saved) => {
        state = saved;
        return replyStates.save(id, saved);
      },
    },
    replyTokens: {
      ...replyTokens,
      get: async (id) => {
        const found = await replyTokens.get(id);
        token = found ?? token;
        return found;
      },
    },
    holdTurn: async () => {
      const found = await turns.snapshot(turnId);
      turn = found && pictureBytes(found) <= mostHeldBytes ? found : undefined;
    },
    writeAgain: async () => {
      if (turn) await turns.restore(turn);
      if (token) await replyTokens.put(askId, token);
      if (state) await replyStates.save(askId, state);
    },
  };
}

function pictureBytes({ pictures }: TurnSnapshot): number {
  return pictures.reduce((bytes, { length }) => bytes + length, 0);
}
