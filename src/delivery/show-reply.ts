// Keeps one ask's reply on Discord true until its final state stands there.
import type { Ask, AskPlace } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { AskStore } from '../asks/ask-store.ts';
import type { ReplyTokens } from '../asks/reply-tokens.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import type { FormulaAlbum } from '../formulas/album.ts';
import type { FormulaPictures } from '../formulas/formula-pictures.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { Outcome } from '../token-log/transcript.ts';
import type { DiscordCalls } from './discord-calls.ts';
import { toDiscordFailure } from './discord-failure.ts';
import { followTranscript } from './live-transcript.ts';
import { createNews, type News } from './news.ts';
import type { PendingWrite } from './page-writer.ts';
import { pingAsker } from './ping.ts';
import { createRecovery, type ShowResult } from './recovery.ts';
import { createReplySource, type Standing } from './reply-source.ts';
import type { ReplyStates } from './reply-state.ts';
import { openStage } from './stage.ts';
import { takeUpState } from './take-up-state.ts';

export interface ShowReplyOptions {
  ask: Ask;
  asks: Pick<Asks, 'end'>;
  askStore: Pick<AskStore, 'isOpen'>;
  calls: DiscordCalls;
  formulaPictures: Pick<FormulaPictures, 'openAlbum'>;
  replyStates: ReplyStates;
  replyTokens: ReplyTokens;
  tokenLog: TokenLog;
  turns: Pick<TurnStore, 'link'>;
  standingOf: (askId: string) => Promise<Standing>;
  /** The ask stands in no line yet, as the answer before is on its way. */
  isAfterPrevious: () => boolean;
  /** Discord itself does not reach the place now. */
  isPlaceAway: (place: AskPlace) => boolean;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
  log: Logger;
  /** Rejects `showReply` with its reason; what was shown so far is kept. */
  signal: AbortSignal;
}

/** How soon a change that is no news (the clock, the place in line) is noticed. */
const lookIntervalMs = 1_000;
/**
 * How long the end waits for pictures: many an answer ends with a formula, which would be seen as code for one frame. A
 * formula takes a few hundredths of a second, the first after a quiet time about half of one.
 */
const lastPicturesMs = 1_000;
/** How long a delivery that is taken up waits for the pictures that stand on the screen already. */
const shownPicturesMs = 5_000;
/** Longer than any picture may take. */
const allPicturesMs = 60_000;
/** How long a delivery that is taken up waits for what its ask has come to. */
const catchUpMs = 5_000;

export async function showReply({ signal, ...options }: ShowReplyOptions): Promise<ShowResult> {
  const { ask, formulaPictures, log } = options;
  const isOver = new AbortController();
  const news = createNews();
  const album = formulaPictures.openAlbum({ onDrawn: news.announce });
  try {
    const ends = AbortSignal.any([signal, isOver.signal]);
    const loop = await openLoop({ ...options, news, album, signal: ends });
    let result: ShowResult | undefined;
    while (!result) {
      signal.throwIfAborted();
      result = await loop.step();
    }
    log.info({ askId: ask.id, result, ...loop.figures() }, 'reply-ended');
    return result;
  } finally {
    isOver.abort();
    album.close();
  }
}

interface LoopOptions extends ShowReplyOptions {
  news: News;
  album: FormulaAlbum;
}

async function openLoop(options: LoopOptions) {
  const { ask, tokenLog, news, album, log, signal } = options;
  const live = await followTranscript({ tokenLog, askId: ask.id, onChange: news.announce, signal });
  const state = await takeUpState({ ...options, live });
  const source = createReplySource({ ...options, live, askedAt: state.askedAt });
  const stage = await openStage({ ...options, state, render: source.render });
  // What stands on the screen is newer than an empty log: it must not go back to the beginning.
  if (!(await tokenLog.isEmpty(ask.id))) {
    await news.arrived({ limitMs: catchUpMs, signal });
    source.render(stage.surface());
    await album.settled({ limitMs: shownPicturesMs, signal });
  }
  const recovery = createRecovery({ ...options, source, stage });
  let shownPhase: ReturnType<typeof source.phase> | undefined;
  let hasAwaitedPictures = false;
  let edits = 0;

  /** Does the next thing that is to be done, or waits for one. */
  async function step(): Promise<ShowResult | undefined> {
    if (isPlaceGone(source.outcome())) return 'gone';
    await Promise.all([source.refresh(), stage.refresh()]);
    if (source.hasEnded()) await awaitLastPictures();
    const pending = stage.writer().next(source.urgency(shownPhase));
    if (typeof pending === 'object') return write(pending);
    if (source.hasEnded()) {
      return pending === 'settled' ? endSettled() : recovery.moveToDirectMessage();
    }
    await news.arrived({ limitMs: lookIntervalMs, signal });
    return undefined;
  }

  async function awaitLastPictures(): Promise<void> {
    if (hasAwaitedPictures) return;
    hasAwaitedPictures = true;
    source.render(stage.surface());
    await album.settled({ limitMs: lastPicturesMs, signal });
  }

  /** A picture that comes late is shown all the same. */
  async function endSettled(): Promise<ShowResult | undefined> {
    await pingAsker({ ...options, source, stage });
    await album.settled({ limitMs: allPicturesMs, signal });
    return stage.writer().next('final') === 'settled' ? 'shown' : undefined;
  }

  async function write(pending: PendingWrite): Promise<ShowResult | undefined> {
    const phase = source.phase();
    // The end does not wait behind a frame that it makes worthless.
    const overtaken = source.hasEnded() ? [] : [live.ended];
    try {
      await pending.send(AbortSignal.any([signal, ...overtaken]));
      shownPhase = phase;
      edits += 1;
      recovery.reset();
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (error === live.ended.reason) return undefined;
      const failure = toDiscordFailure(error);
      // A limit is part of the pace; whatever else fails, the host should be able to find out why.
      if (failure.type === 'rate-limited') log.debug({ askId: ask.id }, 'reply-write-limited');
      else log.warn({ err: error, askId: ask.id, failure: failure.type }, 'reply-write-failed');
      return recovery.afterFailure(failure, pending);
    }
  }

  return {
    step,
    figures: () => ({ edits, pages: stage.surface().pages.length }),
  };
}

/** Nobody can see a reply there, and a direct message would tell of a server that has sent the bot away. */
function isPlaceGone(outcome: Outcome | undefined): boolean {
  return outcome?.type === 'failed' && outcome.code === 'PLACE_GONE';
}
