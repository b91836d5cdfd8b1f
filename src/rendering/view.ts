// Everything that a reply shows is made from this, and from nothing else.
import type { ReasoningDisplay } from '../asks/ask.ts';
import type { Rest } from '../gpu/rest.ts';
import type { Transcript } from '../token-log/transcript.ts';
import type { LookUpFormula } from './formula-picture.ts';

/**
 * How a reply goes on that outlives its interaction token. `answer-by-direct-message`: this is the direct message that
 * the answer moved to.
 */
export type Notice = 'keep-following' | 'direct-message-follows' | 'answer-by-direct-message';

export interface ReplyView {
  askId: string;
  question: string;
  model: string;
  /** Only the asker sees the reply. */
  isPrivate: boolean;
  /** BCP 47 tag of the words and numbers. */
  locale: string;
  transcript: Transcript;
  /** When it was asked: epoch ms on the clock of the transcript's times. */
  askedAt: number;
  /** 1 is the next one. `undefined`: not in the line, or not known. */
  place: number | undefined;
  /** Estimated ms until its turn, where that is known. */
  waitMs?: number;
  /** No worker takes asks for now. Matters only while the ask waits for one. */
  rest?: Rest;
  /** Epoch ms on the clock of the transcript's times. */
  now: number;
  /** `false`: no worker is connected at all. Matters only while the ask waits for one. */
  hasWorker: boolean;
  /** It waits for the conversation's last answer, and stands in no line yet. */
  isAfterPrevious?: boolean;
  notice?: Notice;
  /** An ended reply of at most so many pages can be made anew; by default none can. */
  maxPagesAgain?: number;
  /** An ended reply can be gone on with in a thread of its own. */
  canOpenThread?: boolean;
  /** Where the reasoning is shown: by default in the sealed box. */
  reasoningDisplay?: ReasoningDisplay;
  /** By default there are no pictures: formulas stay code. */
  lookUpFormula?: LookUpFormula;
  /** As many pages can be posted, at least 1; by default any number. What is left over goes into a file. */
  maxPages?: number;
  /** `false`: neither the reasoning nor pictures nor code are added as files. What is left over of the answer still is. */
  canAttach?: boolean;
}
