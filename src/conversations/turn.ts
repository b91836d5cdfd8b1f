// A turn: one question and its answer. The turns that go on from each other are a conversation.

/** A text or code file that belongs to a question. */
export interface TextFile {
  name: string;
  content: string;
}

/** One message of a question; most questions have one. `id` is that of the Discord message or interaction. */
export interface TurnPart {
  id: string;
  text: string;
  files?: readonly TextFile[];
}

/** The message that is asked about, as a model is told it. */
export interface ToldSubject {
  /** Who wrote it, or passed it on. */
  author: { name: string };
  /** The author has passed it on from elsewhere: Discord does not say whose words they are. */
  isForwarded?: boolean;
  text: string;
  files?: readonly TextFile[];
}

export interface Subject extends ToldSubject {
  author: { id: string; name: string };
}

/** A turn as workers read it, perhaps a stranger's: nothing in it tells whose it is, but for shown names. */
export interface ToldTurn {
  /** That of the first ask that answers it. */
  id: string;
  /** The turn that it goes on from; none at the beginning of a conversation. */
  previousId?: string;
  /** `id` tells the askers of one conversation apart, and means nothing elsewhere. */
  asker: { id: string; name: string };
  /** In the order in which they were written. */
  parts: readonly TurnPart[];
  subject?: ToldSubject;
  /** What the server or its channel had chosen that the model is told before all else. */
  persona?: string;
  /** How many pictures are kept with it. */
  pictures: number;
  /** The ask whose output is its answer: the first, or that of the last "Try again". */
  askId: string;
  /** What the model answered, without its reasoning, as far as it came; undefined before an ask has ended. */
  answer?: string;
  /** The ask is one of "Try again", and has not ended: `answer` is that of the one before. */
  isAnsweredAgain?: boolean;
  /** Too far back for a model: nothing was read of it but its place, its asker, and whether it has an answer. */
  unread?: 'answered' | 'unanswered';
  /** Its question was deleted: nothing of it is left but its place in the conversation. */
  isRemoved?: boolean;
}

/** A turn as the bot alone knows it. */
export interface Turn extends ToldTurn {
  /** `id` is Discord's, as is that of the subject's author. */
  asker: { id: string; name: string };
  subject?: Subject;
}

/** Nothing of its answer is still to come. */
export function isAnswered({
  answer,
  isAnsweredAgain = false,
}: Pick<ToldTurn, 'answer' | 'isAnsweredAgain'>): boolean {
  return answer !== undefined && !isAnsweredAgain;
}
