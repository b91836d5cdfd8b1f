// What a reply says, in English.
import type { Catalogue } from '../icu.ts';
import type { ReplyWords } from '../words/reply.ts';

const ordinal = '{place, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}';

export const enReply: Catalogue<ReplyWords> = {
  units: {
    hours: '{count, number} h',
    minutes: '{count, number} min',
    seconds: '{count, number} s',
    tokens: '{count, plural, one {# token} other {# tokens}}',
    tokensPerSecond: '{count, plural, one {# token/s} other {# tokens/s}}',
    gigabytes: '{count, number, ::.#} GB',
  },
  status: {
    inLine: `{place, plural, =1 {Next in line} other {${ordinal} in line}}`,
    alsoInLine: `{place, plural, =1 {next in line} other {${ordinal} in line}}`,
    about: 'about {time}',
    underAMinute: 'under a minute',
    waitingForServer: 'Waiting for a model server',
    afterPrevious: 'After the answer before this one',
    serverSilent: 'The model server does not answer; trying again',
    starting: 'Starting',
    loading: 'Loading {model}',
    usually: 'usually {time}',
    reading: 'Reading',
    thinking: 'Thinking',
    answering: 'Answering',
    thought: 'thought {time}',
    thoughtTokens: 'thought {time} ({count, plural, one {# token} other {# tokens}})',
    inAll: '{time} in all',
    dropped:
      '{count, plural, one {the first message no longer fits} other {the first # messages no longer fit}}',
    isPrivate: 'only you can see this',
  },
  card: {
    paused: 'Paused by the host',
    pausedUntil: 'Paused until {time}',
    quiet: 'Quiet hours',
    quietUntil: 'Quiet hours until {time}',
    quote: '"{words}"',
  },
  ending: {
    stopped: 'Stopped by {by} after {after}.',
    stoppedByPause: 'Stopped by {by} after {after}: the card is paused.',
    stoppedAsDeleted: 'Stopped after {after}: the question was deleted.',
    keptAbove: 'What came so far stands above.',
    reachedLimit: 'The answer reached the limit of its length and ends here.',
    onlyReasoning: 'The model used all its room for thinking and wrote no answer.',
    noAnswer: 'The model wrote no answer.',
    repeatedAnswer: 'The answer began to repeat itself and was ended here.',
    repeatedReasoning: 'The model thought in circles and was ended before it wrote an answer.',
  },
  rest: {
    follows: 'The rest comes as a file when the answer is done.',
    inFile: 'The rest of the answer is in this file.',
  },
  reasoning: {
    thoughtFor: 'Thought for {time}',
    soFar: 'Still thinking: this is the reasoning so far',
    noneYet: 'The model has written no reasoning yet.',
    none: 'The model wrote no reasoning for this answer.',
  },
  notice: {
    keepFollowing: 'This reply soon stops changing. Press **Keep following** to see the rest here.',
    directMessageFollows: 'If the answer is not done in a minute, it comes as a direct message.',
    answerByDirectMessage:
      'The answer comes here because the reply where you asked can no longer be changed.',
  },
  ping: {
    answered: '{asker} The answer is there.',
    failed: '{asker} There will be no answer: the reply says why.',
  },
  buttons: {
    stop: 'Stop',
    keepFollowing: 'Keep following',
    showReasoning: 'Show reasoning',
    continueInThread: 'Continue in a thread',
    tryAgain: 'Try again',
  },
  notes: {
    againRefused: 'Only the person who asked and moderators can try this question again.',
    askForgotten: 'This question is no longer known here, so nothing can be done about it.',
    pressFailed: 'That could not be done just now. Please press again in a minute.',
    reasoningForgotten: 'This reasoning is no longer kept.',
    reasoningHidden: 'Reasoning is not shown in this server.',
    reasoningPrivate: 'Only the person who asked can see this reasoning.',
    stopRefused: 'Only the person who asked and moderators can stop this answer.',
  },
};
