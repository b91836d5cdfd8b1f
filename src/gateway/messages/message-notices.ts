// Short words to whoever wrote a message, under it, for everybody to see: so not often, and without a ping.
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../log.ts';
import type { BotCalls } from './bot-calls.ts';
import type { MessageOrigin } from './message-request.ts';

export interface Notice {
  /** Notices of one kind are the same to people: an error code, say. */
  kind: string;
  text: string;
  /** How long nobody is told the same again in the same channel. */
  restMs: number;
}

/** Never rejects. Nothing is posted where the bot may not write. */
export type TellUnder = (origin: MessageOrigin, notice: Notice) => Promise<void>;

export interface MessageNoticesOptions {
  calls: Pick<BotCalls, 'post'>;
  log: Logger;
  /** Monotonic ms. */
  now?: () => number;
}

/** More people hardly meet with words at a time; whoever is forgotten is told once more. */
const maxRemembered = 10_000;

export function createTellUnder({
  calls,
  log,
  now = () => performance.now(),
}: MessageNoticesOptions): TellUnder {
  const restsUntil = new LRUCache<string, number>({ max: maxRemembered });

  function isResting(key: string, restMs: number): boolean {
    const until = restsUntil.get(key);
    if (until !== undefined && now() < until) return true;
    restsUntil.set(key, now() + restMs);
    return false;
  }

  return async ({ id, asker, place }, { kind, text, restMs }) => {
    const { channelId } = place;
    if (isResting(`${kind}:${asker.id}:${channelId}`, restMs)) return;
    if (!place.canUseChannel) {
      log.info({ messageId: id, channelId, kind }, 'notice-not-possible');
      return;
    }
    try {
      await calls.post({ channelId, text, repliesTo: id, nonce: `tell-${id}` });
    } catch (error) {
      log.warn({ err: error, messageId: id, kind }, 'notice-not-posted');
    }
  };
}
