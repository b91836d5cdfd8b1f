// What becomes of a reply when a write to Discord has failed.
import type { Ask, AskPlace } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { Sleep } from './back-off.ts';
import { createClosedThread } from './closed-thread.ts';
import type { DiscordCalls } from './discord-calls.ts';
import { toDiscordFailure, type DiscordFailure } from './discord-failure.ts';
import { createOutage } from './outage.ts';
import type { PendingWrite } from './page-writer.ts';
import { createPatience } from './patience.ts';
import type { ReplySource } from './reply-source.ts';
import type { Stage } from './stage.ts';
import type { Surface } from './surfaces.ts';

/**
 * `shown`: the final state stands. `gone`: the message was deleted, so the ask was stopped. `undeliverable`: neither
 * the reply nor a direct message can be written.
 */
export type ShowResult = 'shown' | 'gone' | 'undeliverable';

export interface RecoveryOptions {
  ask: Ask;
  asks: Pick<Asks, 'end'>;
  calls: Pick<DiscordCalls, 'wakeThread'>;
  /** Discord itself does not reach the place now; what it says of it then is not to be believed. */
  isPlaceAway: (place: AskPlace) => boolean;
  source: Pick<ReplySource, 'refuse'>;
  stage: Pick<Stage, 'surface' | 'writer' | 'moveToDirectMessage'>;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  signal: AbortSignal;
  sleep?: Sleep;
}

/** Its steps resolve to the result when nothing more can be done, else to undefined: then the reply goes on. */
export interface Recovery {
  afterFailure(failure: DiscordFailure, write: PendingWrite): Promise<ShowResult | undefined>;
  /** When no call reaches the reply any more. */
  moveToDirectMessage(): Promise<ShowResult | undefined>;
  /** A write worked. */
  reset(): void;
}

export function createRecovery({
  ask,
  asks,
  calls,
  isPlaceAway,
  source,
  stage,
  discordNow,
  signal,
  sleep,
}: RecoveryOptions): Recovery {
  const patience = createPatience({ signal, sleep });
  const outage = createOutage({ ask, isPlaceAway, patience, stage, discordNow });
  const thread = createClosedThread({ place: ask.place, calls, signal });

  async function afterFailure(
    failure: DiscordFailure,
    { index, target, hadFiles }: PendingWrite,
  ): Promise<ShowResult | undefined> {
    const surface = stage.surface();
    switch (failure.type) {
      case 'message-gone':
        if (outage.hidesPlace()) return outage.waitForPlace();
        if (index === 0) return stopAsGone();
        await stage.writer().forget(index);
        return undefined;
      case 'access-denied':
      case 'permission-missing':
        if (outage.hidesPlace()) return outage.waitForPlace();
        if (failure.type === 'permission-missing' && dropFiles(surface, hadFiles()))
          return undefined;
        surface.lose(target);
        return undefined;
      case 'thread-asleep':
        if (!(await thread.open())) surface.lose(target);
        return undefined;
      case 'token-expired':
        surface.lose(target);
        return undefined;
      case 'content-refused':
        if (dropFiles(surface, hadFiles())) return undefined;
        if (!source.refuse()) return 'undeliverable';
        await asks.end(ask.id, { type: 'ask-failed', code: 'REPLY_REFUSED' });
        return undefined;
      case 'rate-limited':
        await patience.afterLimit();
        return undefined;
      case 'unavailable':
        return outage.waitForDiscord();
      default:
        return failure satisfies never;
    }
  }

  /** Nobody waits for an answer whose first page was deleted. */
  async function stopAsGone(): Promise<ShowResult> {
    await asks.end(ask.id, { type: 'ask-stopped', by: ask.asker.name, cause: 'deleted' });
    return 'gone';
  }

  async function moveToDirectMessage(): Promise<ShowResult | undefined> {
    try {
      return (await stage.moveToDirectMessage()) ? undefined : 'undeliverable';
    } catch (error) {
      signal.throwIfAborted();
      const { type } = toDiscordFailure(error);
      const isPassing = type === 'unavailable' || type === 'rate-limited';
      return isPassing ? outage.waitForDiscord() : 'undeliverable';
    }
  }

  function reset(): void {
    patience.reset();
    thread.reset();
  }

  return { afterFailure, moveToDirectMessage, reset };
}

/** The next frame goes without files. False when this one did already. */
function dropFiles(surface: Surface, hadFiles: boolean): boolean {
  if (!hadFiles || !surface.canAttach()) return false;
  surface.loseFiles();
  return true;
}
