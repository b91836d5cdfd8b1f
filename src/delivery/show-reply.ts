// Keeps one ask's reply on Discord true until its final state stands there.
import type { Ask } from '../asks/ask.ts';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { createBackOff } from './back-off.ts';
import type { DiscordCalls } from './discord-calls.ts';
import { toDiscordFailure, type DiscordFailure } from './discord-failure.ts';
import { followTranscript } from './live-transcript.ts';
import { createNews } from './news.ts';
import type { PendingWrite } from './page-writer.ts';
import { createReplySource, type Standing } from './reply-source.ts';
import type { ReplyStates } from './reply-state.ts';
import { openStage } from './stage.ts';
import type { Target } from './target.ts';

export interface ShowReplyOptions {
  ask: Ask;
  calls: DiscordCalls;
  replyStates: ReplyStates;
  replyTokens: ReplyTokens;
  tokenLog: TokenLog;
  standingOf: (askId: string) => Promise<Standing>;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  log: Logger;
  /** Rejects `showReply` with its reason; what was shown so far is kept. */
  signal: AbortSignal;
}

/**
 * `shown`: the final state stands. `gone`: the message was deleted, so the ask was stopped. `undeliverable`: neither
 * the reply nor a direct message can be written.
 */
export type ShowResult = 'shown' | 'gone' | 'undeliverable';

/** How soon a change that is no news (the clock, the place in line) is noticed. */
const lookIntervalMs = 1_000;
/** How long a delivery that is taken up waits for what its ask has come to. */
const catchUpMs = 5_000;
const giveUpAfterMs = 24 * 3_600_000;

export async function showReply({ signal, ...options }: ShowReplyOptions): Promise<ShowResult> {
  const { ask, log } = options;
  const isOver = new AbortController();
  try {
    const loop = await openLoop({ ...options, signal: AbortSignal.any([signal, isOver.signal]) });
    let result: ShowResult | undefined;
    while (!result) {
      signal.throwIfAborted();
      result = await loop.step();
    }
    log.info({ askId: ask.id, result, ...loop.figures() }, 'reply-ended');
    return result;
  } finally {
    isOver.abort();
  }
}

async function openLoop(options: ShowReplyOptions) {
  const { ask, tokenLog, discordNow, log, signal } = options;
  const news = createNews();
  const live = followTranscript({ tokenLog, askId: ask.id, onChange: news.announce, signal });
  const source = createReplySource({ ...options, live });
  const stage = await openStage({ ...options, render: source.render });
  // What stands on the screen is newer than an empty log: it must not go back to the beginning.
  if (!(await tokenLog.isEmpty(ask.id))) await news.arrived({ limitMs: catchUpMs, signal });
  const backOff = createBackOff({ firstMs: 500, mostMs: 30_000, signal });
  let shownPhase: ReturnType<typeof source.phase> | undefined;
  let edits = 0;

  /** Does the next thing that is to be done, or waits for one. */
  async function step(): Promise<ShowResult | undefined> {
    await Promise.all([source.refresh(), stage.refresh()]);
    const pending = stage.writer().next(source.urgency(shownPhase));
    if (typeof pending === 'object') return write(pending);
    if (source.hasEnded()) return pending === 'settled' ? 'shown' : moveToDirectMessage();
    await news.arrived({ limitMs: lookIntervalMs, signal });
    return undefined;
  }

  async function write({ send, target }: PendingWrite): Promise<ShowResult | undefined> {
    const phase = source.phase();
    // The end does not wait behind a frame that it makes worthless.
    const overtaken = source.hasEnded() ? [] : [live.ended];
    try {
      await send(AbortSignal.any([signal, ...overtaken]));
      shownPhase = phase;
      edits += 1;
      backOff.reset();
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (error === live.ended.reason) return undefined;
      const failure = toDiscordFailure(error);
      log.warn(
        { err: error, askId: ask.id, failure: failure.type, to: target.type },
        'reply-write-failed',
      );
      return recover(failure, target);
    }
  }

  async function recover(failure: DiscordFailure, target: Target): Promise<ShowResult | undefined> {
    switch (failure.type) {
      case 'message-gone':
        await tokenLog.end(ask.id, { type: 'ask-stopped', by: ask.asker.name });
        return 'gone';
      case 'token-expired':
      case 'access-denied':
        stage.surface().lose(target);
        return undefined;
      case 'content-refused':
        if (!source.refuse()) return 'undeliverable';
        await tokenLog.end(ask.id, { type: 'ask-failed', code: 'REPLY_REFUSED' });
        return undefined;
      case 'rate-limited':
        return undefined;
      case 'unavailable':
        return waitForDiscord();
      default:
        return failure satisfies never;
    }
  }

  async function waitForDiscord(): Promise<ShowResult | undefined> {
    if (discordNow() - ask.askedAt > giveUpAfterMs) return 'undeliverable';
    await backOff.wait();
    return undefined;
  }

  async function moveToDirectMessage(): Promise<ShowResult | undefined> {
    try {
      return (await stage.moveToDirectMessage()) ? undefined : 'undeliverable';
    } catch (error) {
      signal.throwIfAborted();
      const { type } = toDiscordFailure(error);
      const isPassing = type === 'unavailable' || type === 'rate-limited';
      return isPassing ? waitForDiscord() : 'undeliverable';
    }
  }

  return {
    step,
    figures: () => ({ edits, pages: stage.surface().pages.length }),
  };
}
