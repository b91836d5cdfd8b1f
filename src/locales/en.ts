// What the bot says in English.
import { enQueue } from './en-queue.ts';
import { enSettings } from './en-settings.ts';
import type { Messages } from './messages.ts';

const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinalSuffixes: Partial<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

function ordinal(count: number): string {
  return `${count}${ordinalSuffixes[ordinalRules.select(count)] ?? 'th'}`;
}

function named(noun: string, detail: string | undefined): string {
  return detail === undefined ? noun : `${noun} \`${detail}\``;
}

const numbers = new Intl.NumberFormat('en');
const alternatives = new Intl.ListFormat('en', { type: 'disjunction' });

function counted(detail: string | undefined): string {
  return numbers.format(Number(detail));
}

/** In Discord's notation, which shows the name. */
function mentions(sign: '#' | '@&', ids = ''): string {
  return alternatives.format(ids.split(',').map((id) => `<${sign}${id}>`));
}

export const en: Messages = {
  units: {
    hours: (count) => `${count} h`,
    minutes: (count) => `${count} min`,
    seconds: (count) => `${count} s`,
    tokens: ({ value, text }) => (value === 1 ? `${text} token` : `${text} tokens`),
    tokensPerSecond: ({ value, text }) => (value === 1 ? `${text} token/s` : `${text} tokens/s`),
  },
  status: {
    inLine: (place) => (place === 1 ? 'Next in line' : `${ordinal(place)} in line`),
    alsoInLine: (place) => (place === 1 ? 'next in line' : `${ordinal(place)} in line`),
    about: (time) => `about ${time}`,
    underAMinute: 'under a minute',
    waitingForServer: 'Waiting for a model server',
    serverSilent: 'The model server does not answer; trying again',
    starting: 'Starting',
    loading: (model) => `Loading ${model}`,
    usually: (time) => `usually ${time}`,
    reading: 'Reading',
    thinking: 'Thinking',
    answering: 'Answering',
    thought: (time, tokens) =>
      tokens === undefined ? `thought ${time}` : `thought ${time} (${tokens})`,
    inAll: (time) => `${time} in all`,
    isPrivate: 'only you can see this',
  },
  card: {
    paused: 'Paused by the host',
    pausedUntil: (time) => `Paused until ${time}`,
    quiet: 'Quiet hours',
    quietUntil: (time) => `Quiet hours until ${time}`,
    quote: (words) => `"${words}"`,
  },
  ending: {
    stopped: ({ by, after }) => `Stopped by ${by} after ${after}.`,
    stoppedByPause: ({ by, after }) => `Stopped by ${by} after ${after}: the card is paused.`,
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
    thoughtFor: (time) => `Thought for ${time}`,
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
    answered: (asker) => `${asker} The answer is there.`,
    failed: (asker) => `${asker} There will be no answer: the reply says why.`,
  },
  buttons: {
    stop: 'Stop',
    keepFollowing: 'Keep following',
    showReasoning: 'Show reasoning',
  },
  notes: {
    askForgotten: 'This question is no longer known here, so nothing can be done about it.',
    pressFailed: 'That could not be done just now. Please press again in a minute.',
    reasoningForgotten: 'This reasoning is no longer kept.',
    reasoningHidden: 'Reasoning is not shown in this server.',
    reasoningPrivate: 'Only the person who asked can see this reasoning.',
    stopRefused: 'Only the person who asked and moderators can stop this answer.',
  },
  refusal: {
    nextTurn: (time) => `The next one has its turn in ${time}.`,
    roomIn: (time) => `There should be room again in ${time}.`,
    roomLater: 'Please ask again in some minutes.',
    available: (models, more) => {
      const others = more === 0 ? [] : [more === 1 ? 'one other' : `one of ${more} others`];
      const names = models.map((name) => `\`${name}\``);
      return `You can ask ${alternatives.format([...names, ...others])}.`;
    },
  },
  queue: enQueue,
  settings: enSettings,
  gpu: {
    stopped: ({ value, text }) =>
      value === 1 ? 'The running answer was stopped.' : `${text} running answers were stopped.`,
    runsOn: ({ value, text }) =>
      value === 1
        ? 'The running answer goes on to its end.'
        : `${text} running answers go on to their end.`,
    joinOn: 'Whoever asks meanwhile joins the line.',
    resumed: '**The pause is over.**',
    notPaused: 'Nothing was paused.',
    working: 'Taking questions',
    by: (name) => `by ${name}`,
    running: ({ value, text }) => (value === 1 ? '1 answer runs' : `${text} answers run`),
    waiting: ({ value, text }) => (value === 1 ? '1 question waits' : `${text} questions wait`),
    noWorker: 'No worker is connected.',
    unreachable: 'Ollama does not answer',
    quietHours: (times) => `quiet ${times}`,
    nothingLoaded: 'no model in memory',
    loaded: (model, memory) => `${model} (${memory})`,
    more: ({ text }) => `and ${text} more`,
  },
  failures: {
    ANSWER_TIMEOUT: () => ({
      what: 'The answer took longer than the host allows.',
      next: 'Asking for a shorter answer may help.',
    }),
    CHANNEL_NOT_ALLOWED: (detail) => ({
      what: 'Questions are not answered in this channel.',
      next: `You can ask in ${mentions('#', detail)}.`,
    }),
    CLOUD_MODEL: (detail) => ({
      what: `${named('The model', detail)} runs in a cloud, not on this machine.`,
      next: 'Nothing was sent to it. Please choose a local model.',
    }),
    DAY_LIMIT_REACHED: (detail) => ({
      what: 'You have had as many answers in 24 hours as this server allows.',
      next: `You can ask again <t:${detail}:R>, at <t:${detail}:t>.`,
    }),
    INTERNAL: () => ({
      what: 'The bot has a fault and could not finish this.',
      next: 'The host finds it in the log. You can ask again.',
    }),
    LINE_UNAVAILABLE: () => ({
      what: 'The queue cannot be looked at just now.',
      next: 'Please try again in a minute; the host needs to look after Redis.',
    }),
    MEMBER_BLOCKED: () => ({
      what: 'You cannot ask in this server.',
      next: 'A moderator has chosen so, and can change it.',
    }),
    MODEL_ERROR: () => ({
      what: 'The model server stopped with an error.',
      next: 'You can ask again; if it stays, the host finds the cause in the log of Ollama.',
    }),
    MODEL_LOAD_FAILED: (detail) => ({
      what: `${named('The model', detail)} could not be loaded.`,
      next: 'The host finds the cause in the log of Ollama; often the memory is too small for it.',
    }),
    MODEL_LOAD_TIMEOUT: (detail) => ({
      what: `${named('The model', detail)} took too long to load.`,
      next: 'You can ask again later; the host can look into the log of Ollama.',
    }),
    MODEL_LOOPED: () => ({
      what: 'The model server broke the answer off, as it does when a model repeats itself.',
      next: 'Asking in other words often helps.',
    }),
    MODEL_MISSING: (detail) => ({
      what: `${named('The model', detail)} is not installed.`,
      next:
        detail === undefined
          ? 'The host can add it with `ollama pull`.'
          : `The host can add it with \`ollama pull ${detail}\`.`,
    }),
    MODEL_NAME_INVALID: (detail) => ({
      what: `${detail === undefined ? 'This' : `\`${detail}\``} is not the name of a model here.`,
      next: 'Please choose one from the list.',
    }),
    MODEL_SERVER_BUSY: () => ({
      what: 'The model server is too busy to take the question.',
      next: 'Please ask again in some minutes.',
    }),
    MODEL_SERVER_LOST: () => ({
      what: 'The model server stopped answering.',
      next: 'You can ask again.',
    }),
    MODEL_SERVER_REFUSED: () => ({
      what: 'The model server does not let the bot in.',
      next: 'The host needs to check the name and the password in OLLAMA_HOST; then ask again.',
    }),
    MODEL_SERVER_UNREACHABLE: () => ({
      what: 'The model server cannot be reached.',
      next: 'The host needs to start Ollama; then ask again.',
    }),
    MODEL_SILENT: () => ({
      what: 'The model went silent and was stopped.',
      next: 'You can ask again.',
    }),
    MODERATOR_ONLY: () => ({
      what: 'Only moderators of this server can do this.',
      next: 'It takes the permission to manage the server.',
    }),
    OPERATOR_ONLY: () => ({
      what: 'Only the people who run this bot can do this.',
      next: 'They are those whom its host has named.',
    }),
    PAUSE_UNAVAILABLE: () => ({
      what: 'It is not known just now whether the card is paused.',
      next: 'Please try again in a minute; the host needs to look after Redis.',
    }),
    PLACE_GONE: () => ({
      what: 'The channel or the server of this question is gone.',
      next: 'It can be asked again elsewhere.',
    }),
    PROMPT_EMPTY: () => ({
      what: 'The question has no words.',
      next: 'Please write what you want to know.',
    }),
    PROMPT_TOO_LONG: () => ({
      what: 'The question is longer than the model can read.',
      next: 'Please shorten it.',
    }),
    QUESTION_TOO_LONG: (detail) => ({
      what: 'The question is longer than this server allows.',
      next: `It may have up to ${counted(detail)} characters.`,
    }),
    QUEUE_FULL: (detail) => ({
      what: 'The queue is full.',
      next: `It takes ${counted(detail)} waiting ${detail === '1' ? 'question' : 'questions'}.`,
    }),
    QUEUE_UNAVAILABLE: () => ({
      what: 'The queue cannot be reached, so the question was not taken.',
      next: 'Please ask again in a minute; the host needs to look after Redis.',
    }),
    REPLY_REFUSED: () => ({
      what: 'Discord refused to show the answer.',
      next: 'A filter or a permission of this channel is in the way; a moderator can change that.',
    }),
    ROLE_MISSING: (detail) => ({
      what: 'Asking here takes a role that you do not have.',
      next: `Members with ${mentions('@&', detail)} can ask.`,
    }),
    SERVER_ONLY: () => ({
      what: 'This can be done only in a server that has the bot.',
      next: 'Please use it there.',
    }),
    SETTINGS_UNAVAILABLE: () => ({
      what: 'The settings cannot be reached just now.',
      next: 'Please open them again in a minute; the host needs to look after Redis.',
    }),
    TOO_MANY_ATTEMPTS: () => ({
      what: 'The question was given up after many attempts.',
      next: 'Each one was broken off; the host finds the cause in the log of the worker.',
    }),
    TOO_MANY_WAITING: (detail) => ({
      what:
        detail === '1'
          ? 'You have a question waiting already.'
          : `You have ${counted(detail)} questions waiting already.`,
      next: 'You can ask again as soon as one of them has its turn, or is stopped.',
    }),
  },
};
