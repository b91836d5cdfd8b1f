// What is said about conversations in English.
import type { Catalogue } from '../icu.ts';
import type { ConversationWords } from '../words/conversations.ts';

export const enConversations: Catalogue<ConversationWords> = {
  nothingAsked: 'What would you like to know? Write it after the mention, or use `/ask`.',
  unreadable: 'I can read a reply only when it mentions me. Mention me in it, or use `/ask`.',
  unreadableSubject:
    'I cannot read that message. Use "Ask about this" in its menu, under Apps, and I can.',
  afresh: '**A new conversation.** What you write next goes on from nothing before it.',
  thread: {
    untitled: 'Question',
    hint: 'Write here to go on: I answer every message in this thread.',
    hintToMention: 'To go on, mention {bot} here, reply to any message of mine, or use `/ask`.',
    goOn: 'This conversation goes on in {thread}.',
    forbidden:
      '**I may not open a thread here.** A moderator can give me the permissions "Create Public Threads" and "Send Messages in Threads".',
    notYours:
      '**You may not open threads here.** Reply to the answer to go on, or ask somebody who may to press the button.',
    tooMany:
      '**This server has as many open threads as Discord allows.** Reply to the answer to go on, or try again when some are closed.',
    busy: '**Discord takes no more threads for now.** Try again in {time}, or reply to the answer to go on.',
    gone: '**The answer is not there any more.**',
    unavailable: '**Discord did not open the thread.** Try again in a moment.',
  },
};
