// What this process knows of a reply, to be written again if Redis is restarted without its data.
import type { ReplyToken, ReplyTokens } from '../asks/reply-tokens.ts';
import type { ReplyState, ReplyStates } from './reply-state.ts';

export interface HeldReply {
  /** The same as were given, listened to. */
  replyStates: ReplyStates;
  replyTokens: ReplyTokens;
  /** Writes what was last read or saved through them. */
  writeAgain(): Promise<void>;
}

export interface HeldReplyOptions {
  askId: string;
  replyStates: ReplyStates;
  replyTokens: ReplyTokens;
}

export function holdReply({ askId, replyStates, replyTokens }: HeldReplyOptions): HeldReply {
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
    writeAgain: async () => {
      if (token) await replyTokens.put(askId, token);
      if (state) await replyStates.save(askId, state);
    },
  };
}
