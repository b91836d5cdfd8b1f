// What /queue says in English.
import type { Catalogue } from '../icu.ts';
import type { QueueWords } from '../words/queue.ts';

export const enQueue: Catalogue<QueueWords> = {
  title: 'Queue',
  answering: 'Being answered',
  nobodyAnswered: 'No question is being answered',
  waiting: '{count, plural, one {# question waits} other {# questions wait}}',
  nobodyWaits: 'No question waits',
  nextTurn: 'a new one has its turn in {time}',
  nextAtOnce: 'a new one has its turn at once',
  more: '… and {count, number} more',
  you: 'you',
  elsewhere: 'someone elsewhere',
  privately: 'someone, in private',
  unread: 'A question asked in private or elsewhere',
  starting: 'starting',
  loadingFor: 'loading for {time}',
  answeringFor: 'answering for {time}',
  noServer: 'no model server is connected',
  servers: 'Model servers',
  unnamedServer: 'Model server',
  silent: 'its Ollama does not answer',
  nothingInMemory: 'no model in memory',
  vram: '{memory} of VRAM',
  onProcessor: 'on the processor',
  refresh: 'Refresh',
  cancel: 'Cancel a waiting question',
  cancelMore: 'Cancel a waiting question ({from, number}–{to, number})',
  kept: 'An answer of yours could not be shown where you asked. It is kept for you here:',
  showKept: 'Show my answer',
  keptForgotten: 'That answer is no longer kept.',
  notCancelled: {
    taken: 'That question has its turn by now. **Stop** stands under its reply.',
    ended: 'That question has ended by now.',
    unknown: 'There is no such question here that you can cancel.',
  },
};
