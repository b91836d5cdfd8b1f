// The turns of a conversation from the messages that Discord holds of it: what members wrote are questions, what the bot
// replied are their answers. Pure.
import { MessageType, type APIMessage, type APIUser } from 'discord-api-types/v10';
import type { NewTurn } from '../../conversations/turn-store.ts';
import { isMentioned, withoutMention } from './mention.ts';
import { isReplyPage, quotedQuestion, seemsLast, shownAnswer } from './shown-answer.ts';

export interface RebuiltTurn extends Pick<NewTurn, 'id' | 'asker' | 'part' | 'subject'> {
  previousId?: string;
  answer: string;
  /** The messages of the question beyond the first, and those of the reply. */
  messageIds: string[];
}

export interface RebuildOptions {
  botId: string;
  /** `thread`: all of it is one conversation. `replies`: only what replies to a turn goes on from it. */
  joinedBy: 'thread' | 'replies';
}

/** What one member wrote in one go belongs together: as far apart as a question gathers its messages. */
const gatheredWithinMs = 3_000;

/** `messages`: the oldest first. Questions without an answer that can be read are left out. */
export function rebuildTurns(
  messages: readonly APIMessage[],
  { botId, joinedBy }: RebuildOptions,
): RebuiltTurn[] {
  const turns: RebuiltTurn[] = [];
  for (const pages of groupReplies(messages, botId)) {
    const asked = askedBy(pages, { messages, botId, joinedBy });
    const answer = shownAnswer(pages);
    if (!asked || answer === '') continue;
    const { repliesTo, furtherIds, ...question } = asked;
    const before = turns.find((turn) => turn.id === repliesTo || holds(turn, repliesTo));
    const previousId = before?.id ?? (joinedBy === 'thread' ? turns.at(-1)?.id : undefined);
    turns.push({
      ...question,
      ...(previousId !== undefined && { previousId }),
      answer,
      messageIds: [...furtherIds, ...pages.map(({ id }) => id)],
    });
  }
  return turns;
}

export function holds({ messageIds }: RebuiltTurn, messageId: string | undefined): boolean {
  return messageId !== undefined && messageIds.includes(messageId);
}

/** The pages of each reply. A page that begins none goes on with the newest that has not come to its end. */
function groupReplies(messages: readonly APIMessage[], botId: string): APIMessage[][] {
  const replies: APIMessage[][] = [];
  for (const message of messages) {
    if (!isReplyPage(message, botId)) continue;
    if (beginsReply(message)) {
      replies.push([message]);
      continue;
    }
    const isOpen = (pages: APIMessage[]): boolean =>
      pages.slice(-1).some((page) => !seemsLast(page));
    const reply = replies.findLast(isOpen) ?? replies.at(-1);
    reply?.push(message);
  }
  return replies;
}

function beginsReply({ type, interaction_metadata: used }: APIMessage): boolean {
  if (used) return used.original_response_message_id === undefined;
  return type === MessageType.Reply;
}

interface Asked extends Pick<RebuiltTurn, 'id' | 'asker' | 'part' | 'subject'> {
  repliesTo: string | undefined;
  furtherIds: string[];
}

interface Surrounding extends RebuildOptions {
  messages: readonly APIMessage[];
}

function askedBy([page]: readonly APIMessage[], around: Surrounding): Asked | undefined {
  if (!page) return undefined;
  return page.interaction_metadata ? askedByCommand(page) : askedByMessage(page, around);
}

function askedByCommand(page: APIMessage): Asked | undefined {
  const { interaction_metadata: used } = page;
  const text = quotedQuestion(page);
  if (!used || text === undefined) return undefined;
  const { id, user } = used;
  return { id, asker: personOf(user), part: { id, text }, repliesTo: undefined, furtherIds: [] };
}

function askedByMessage(page: APIMessage, around: Surrounding): Asked | undefined {
  const { messages, botId, joinedBy } = around;
  const questionId = page.message_reference?.message_id;
  const question = messages.find(({ id }) => id === questionId) ?? page.referenced_message;
  if (!question || question.author.id === botId) return undefined;
  const gathered = joinedBy === 'thread' ? writtenNext(question, messages) : [];
  const texts = [question, ...gathered].map(({ content }) => withoutMention(content, botId));
  const text = texts.filter((one) => one !== '').join('\n');
  const subject = subjectOf(question, botId);
  if (text === '' && !subject) return undefined;
  return {
    id: question.id,
    asker: personOf(question.author),
    part: { id: question.id, text },
    ...(subject && { subject }),
    repliesTo: question.message_reference?.message_id,
    furtherIds: gathered.map(({ id }) => id),
  };
}

/** What the same member wrote right after it, with nobody else in between, and what got no answer of its own. */
function writtenNext(question: APIMessage, messages: readonly APIMessage[]): APIMessage[] {
  const answered = new Set(messages.map((one) => one.message_reference?.message_id));
  const gathered: APIMessage[] = [];
  let lastAt = Date.parse(question.timestamp);
  for (const message of messages.slice(messages.indexOf(question) + 1)) {
    if (message.author.bot) continue;
    const at = Date.parse(message.timestamp);
    const isOther = message.author.id !== question.author.id || answered.has(message.id);
    if (isOther || at - lastAt > gatheredWithinMs) break;
    gathered.push(message);
    lastAt = at;
  }
  return gathered;
}

function subjectOf(
  { content, referenced_message: subject }: APIMessage,
  botId: string,
): RebuiltTurn['subject'] {
  if (!subject || subject.author.id === botId || !isMentioned(content, botId)) return undefined;
  return subject.content === ''
    ? undefined
    : { author: personOf(subject.author), text: subject.content };
}

function personOf({ id, global_name: name, username }: APIUser): { id: string; name: string } {
  return { id, name: name ?? username };
}
