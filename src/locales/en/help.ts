// What /help says in English.
import type { Catalogue } from '../icu.ts';
import type { HelpWords } from '../words/help.ts';

export const enHelp: Catalogue<HelpWords> = {
  title: 'How to begin',
  begin:
    '{where, select, server {Ask with {ask}, or mention me in a message.} direct {Write to me here, or ask with {ask}.} other {Ask with {ask}.}} The reply shows your place in the line, and then the answer while it is written.{where, select, server { To go on, mention me in a reply to the answer, or press **Continue in a thread** below it.} direct { To go on, just write again.} other {}}',
  forModerators: 'For moderators',
  forOperators: 'For operators',
  ofModerators: '{description} (moderators)',
  ofOperators: '{description} (operators)',
  inMessageMenu: 'in the menu of a message, under Apps',
};
