// What one ask's reply should look like at this moment, and how urgent it is to show it.
import type { Ask } from '../asks/ask.ts';
import type { FormulaAlbum } from '../formulas/album.ts';
import type { Rest } from '../gpu/rest.ts';
import type { Frame } from '../rendering/frame.ts';
import { createReplyRenderer } from '../rendering/reply.ts';
import {
  emptyTranscript,
  type Outcome,
  type Phase,
  type Transcript,
} from '../token-log/transcript.ts';
import type { Urgency } from './bucket.ts';
import { createCalmWait } from './calm-wait.ts';
import type { LiveTranscript } from './live-transcript.ts';
import type { Surface } from './surfaces.ts';

/** Where a waiting ask stands. */
export interface Standing {
  /** 1 is next; undefined when it is not waiting. */
  place: number | undefined;
  /** Estimated ms until its turn. */
  waitMs?: number;
  /** Some worker is connected. */
  hasWorker: boolean;
  /** No worker takes asks for now. */
  rest?: Rest;
}

export interface ReplySource {
  render(surface: Surface): Frame[];
  phase(): Phase;
  hasEnded(): boolean;
  /**
   * How long the asker waited for the first text, or for the end where there is none, in ms. Reasoning is text too: from
   * then on the reply moves before the reader's eyes.
   */
  waitedMs(): number;
  outcome(): Outcome | undefined;
  /** How urgent a frame is when one of `shownPhase` stands on the screen. */
  urgency(shownPhase: Phase | undefined): Urgency;
  /** Looks the ask's place up again, at most once a second and only while it matters. */
  refresh(): Promise<void>;
  /** Discord takes none of the text: from now on only that is told. False when it was told before. */
  refuse(): boolean;
}

export interface ReplySourceOptions {
  ask: Ask;
  live: LiveTranscript;
  /** Where the reply's formulas are looked up. */
  album: Pick<FormulaAlbum, 'lookUp'>;
  standingOf: (askId: string) => Promise<Standing>;
  /** It stands in no line yet, as the answer before is on its way. */
  isAfterPrevious: () => boolean;
  /** When it was asked, in epoch ms on the log's clock. */
  askedAt: number;
}

const refreshIntervalMs = 1_000;
const streamingPhases: ReadonlySet<Phase> = new Set(['thinking', 'answering']);

export function createReplySource({
  ask,
  live,
  album,
  standingOf,
  isAfterPrevious,
  askedAt,
}: ReplySourceOptions): ReplySource {
  const renderer = createReplyRenderer();
  const calmWait = createCalmWait();
  let standing: Standing = { place: undefined, hasWorker: true };
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let isRefused = false;

  function calm({ waitMs, ...found }: Standing): Standing {
    const { place } = found;
    if (place === undefined || waitMs === undefined) return found;
    return { ...found, waitMs: calmWait({ place, waitMs }) };
  }

  const transcript = (): Transcript => (isRefused ? withoutText(live.current()) : live.current());

  return {
    render: (surface) => {
      const notice = surface.notice();
      return renderer.render({
        askId: ask.id,
        question: isRefused || surface.isBelowQuestion ? '' : ask.question,
        model: ask.model,
        isPrivate: ask.place.isPrivate,
        locale: ask.locale,
        reasoningDisplay: ask.reasoningDisplay,
        lookUpFormula: album.lookUp,
        transcript: transcript(),
        askedAt,
        now: live.now(),
        maxPages: surface.maxPages(),
        canAttach: surface.canAttach(),
        isAfterPrevious: isAfterPrevious(),
        maxPagesAgain: surface.maxPagesAgain(),
        canOpenThread: ask.place.canOpenThread === true && notice !== 'answer-by-direct-message',
        ...(notice && { notice }),
        ...standing,
      });
    },
    phase: () => transcript().phase,
    hasEnded: () => transcript().outcome !== undefined,
    outcome: () => transcript().outcome,
    waitedMs: () => (firstTextAt(transcript()) ?? live.now()) - askedAt,
    urgency: (shownPhase) => {
      const { phase, outcome } = transcript();
      if (outcome) return 'final';
      if (phase !== shownPhase) return 'phase';
      return streamingPhases.has(phase) ? 'streaming' : 'waiting';
    },
    refresh: async () => {
      if (transcript().phase !== 'waiting') return;
      if (performance.now() - refreshedAt < refreshIntervalMs) return;
      refreshedAt = performance.now();
      standing = calm(await standingOf(ask.id));
    },
    refuse: () => {
      const isFirst = !isRefused;
      isRefused = true;
      return isFirst;
    },
  };
}

function firstTextAt(transcript: Transcript): number | undefined {
  return transcript.reasoningStartedAt ?? transcript.answerStartedAt ?? transcript.endedAt;
}

function withoutText({ endedAt }: Transcript): Transcript {
  return {
    ...emptyTranscript,
    phase: 'ended',
    endedAt,
    outcome: { type: 'failed', code: 'REPLY_REFUSED' },
  };
}
