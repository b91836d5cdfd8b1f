// One page of an answer, before it is a message.

/** What stands on a page, from top to bottom. Two texts never follow each other. */
export type PagePart =
  /** Discord's Markdown, whole in itself: every construct that it opens is closed. */
  | { type: 'text'; text: string }
  /** Display maths. `code` is how it looks where there is no picture of it: Discord's Markdown as well. */
  | { type: 'formula'; tex: string; code: string }
  /** A line between sections. */
  | { type: 'rule' }
  /** A code block that goes over the border of a page, whole. */
  | { type: 'file'; name: string; content: string };

/** A closed page never changes. */
export interface Page {
  /** Where it begins in the answer, in code units. */
  start: number;
  /** Up to where it is shown so far. Nothing but blanks stand between a page and the next. */
  end: number;
  /** What to put before the answer from `start` on, so that it reads as what it is: a code fence; most often empty. */
  opener: string;
  parts: readonly PagePart[];
  isClosed: boolean;
}

/** What a page holds at most. */
export interface PageRoom {
  /** Of all text (`room.ts`); a formula takes the room of its code, whether it becomes a picture or not. */
  text: number;
  /** Formulas and files together: each may be an attachment. */
  files: number;
  /** Texts, pictures, rules and files: each is a component. */
  components: number;
}
