// What is known of a reply before anything of it is shown: by an earlier delivery, or from its ask.
import type { Ask } from '../asks/ask.ts';
import type { LiveTranscript } from './live-transcript.ts';
import type { ReplyState, ReplyStates } from './reply-state.ts';

export interface TakeUpStateOptions {
  ask: Ask;
  live: Pick<LiveTranscript, 'now'>;
  replyStates: ReplyStates;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
}

export interface TakenUpState extends ReplyState {
  askedAt: number;
}

/**
 * When it was asked is translated from Discord's clock to the log's once for all deliveries: times on the screen must not
 * jump when the one becomes better known, nor when another process takes the reply up.
 */
export async function takeUpState({
  ask,
  live,
  replyStates,
  discordNow,
}: TakeUpStateOptions): Promise<TakenUpState> {
  const known = (await replyStates.load(ask.id)) ?? firstState(ask);
  const { askedAt = live.now() - (discordNow() - ask.askedAt) } = known;
  const state = { ...known, askedAt };
  if (known.askedAt === undefined) await replyStates.save(ask.id, state);
  return state;
}

/** The deferred response is the first page. */
function firstState({ place: { channelId, messageId } }: Ask): ReplyState {
  return { pages: [{ channelId, messageId }], isFollowUpPending: false };
}
