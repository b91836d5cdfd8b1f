// What is known of a reply before anything of it is shown: by an earlier delivery, by that of the ask whose reply it takes
// over, or from its ask.
import type { Ask } from '../asks/ask.ts';
import type { AskStore } from '../asks/ask-store.ts';
import { createBackOff, type Sleep } from './back-off.ts';
import type { LiveTranscript } from './live-transcript.ts';
import type { ReplyState, ReplyStates } from './reply-state.ts';

export interface TakeUpStateOptions {
  ask: Ask;
  askStore: Pick<AskStore, 'isOpen'>;
  live: Pick<LiveTranscript, 'now'>;
  replyStates: ReplyStates;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  signal: AbortSignal;
  sleep?: Sleep;
}

export interface TakenUpState extends ReplyState {
  askedAt: number;
}

/**
 * When it was asked is translated from Discord's clock to the log's once for all deliveries: times on the screen must not
 * jump when the one becomes better known, nor when another process takes the reply up.
 */
export async function takeUpState(options: TakeUpStateOptions): Promise<TakenUpState> {
  const { ask, live, replyStates, discordNow } = options;
  const known =
    (await replyStates.load(ask.id)) ?? (await inheritedState(options)) ?? firstState(ask);
  const { askedAt = live.now() - (discordNow() - ask.askedAt) } = known;
  const state = { ...known, askedAt };
  if (known.askedAt === undefined) await replyStates.save(ask.id, state);
  return state;
}

/** The pages of the reply that is made anew. Nobody else writes to them any more, and all else begins anew. */
async function inheritedState({
  ask: { replaces },
  askStore,
  replyStates,
  signal,
  sleep,
}: TakeUpStateOptions): Promise<ReplyState | undefined> {
  if (replaces === undefined) return undefined;
  const looks = createBackOff({ firstMs: 50, mostMs: 1_000, signal, ...(sleep && { sleep }) });
  while (await askStore.isOpen(replaces)) await looks.wait();
  const before = await replyStates.load(replaces);
  if (!before) return undefined;
  const { pages, leaving, isFollowUpPending } = before;
  return { pages, isFollowUpPending, ...(leaving && { leaving }) };
}

/** The deferred response is the first page. */
function firstState({ place: { channelId, messageId } }: Ask): ReplyState {
  const pages = messageId === undefined ? [] : [{ channelId, messageId }];
  return { pages, isFollowUpPending: false };
}
