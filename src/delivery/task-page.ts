// The one message of a reply about model tasks, and the calls that reach it.
import type { ReplyToken } from '../asks/reply-tokens.ts';
import type { Frame } from '../rendering/frame.ts';
import type { DiscordCalls } from './discord-calls.ts';
import { toDiscordFailure } from './discord-failure.ts';
import type { Target } from './target.ts';
import type { TaskReply } from './task-reply-store.ts';

export interface TaskPageOptions {
  reply: Pick<TaskReply, 'id' | 'place'>;
  calls: Pick<DiscordCalls, 'send'>;
  /** The freshest. */
  getToken: (replyId: string) => Promise<ReplyToken | undefined>;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  signal: AbortSignal;
}

export interface TaskPage {
  /** `later`: Discord is out of order. `lost`: it can be shown nowhere. Rejects with the signal's reason. */
  show(frame: Frame, options: { isFinal: boolean }): Promise<'shown' | 'later' | 'lost'>;
}

/** The channel takes over before the token ends. */
const switchBeforeExpiryMs = 60_000;
/** Without the channel every edit counts until the clocks' doubt. */
const lastEditBeforeExpiryMs = 15_000;

export function createTaskPage(options: TaskPageOptions): TaskPage {
  const { reply, calls, getToken, discordNow, signal } = options;
  const { channelId, messageId } = reply.place;
  const lostTokens = new Set<string>();
  let hasChannel = reply.place.canUseChannel;

  async function target(): Promise<Target | undefined> {
    const token = await getToken(reply.id);
    const marginMs = hasChannel ? switchBeforeExpiryMs : lastEditBeforeExpiryMs;
    const isLive =
      token && !lostTokens.has(token.token) && token.expiresAt - discordNow() > marginMs;
    if (isLive) return { type: 'token-edit', token, messageId };
    return hasChannel ? { type: 'channel-edit', channelId, messageId } : undefined;
  }

  function lose(lost: Target): void {
    if (lost.type === 'token-edit') lostTokens.add(lost.token.token);
    else hasChannel = false;
  }

  async function show(frame: Frame, { isFinal }: { isFinal: boolean }) {
    for (let next = await target(); next; next = await target()) {
      try {
        const urgency = isFinal ? 'final' : 'waiting';
        await calls.send(next, { urgency, reserve: 0, kept: [], render: () => frame, signal });
        return 'shown';
      } catch (error) {
        signal.throwIfAborted();
        const { type } = toDiscordFailure(error);
        if (type === 'unavailable' || type === 'rate-limited') return 'later';
        if (type === 'message-gone') return 'lost';
        lose(next);
      }
    }
    return 'lost';
  }

  return { show };
}
