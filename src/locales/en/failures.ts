// Why something failed or was refused, in English.
import type { Catalogue } from '../icu.ts';
import type { Failures, RefusalWords } from '../words/failures.ts';

const theModel = '{isNamed, select, yes {The model `{detail}`} other {The model}}';
const theFile = '{isNamed, select, yes {The file `{detail}`} other {The file}}';
const readable = 'Text and code can be read, and pictures in PNG, JPEG, WebP and GIF.';

export const enRefusal: Catalogue<RefusalWords> = {
  nextTurn: 'The next one has its turn in {time}.',
  roomIn: 'There should be room again in {time}.',
  roomLater: 'Please ask again in some minutes.',
  available: 'You can ask {models}.',
  others: '{count, plural, =1 {one other} other {one of # others}}',
};

export const enFailures: Catalogue<Failures> = {
  ANSWER_TIMEOUT: {
    what: 'The answer took longer than the host allows.',
    next: 'Asking for a shorter answer may help.',
  },
  CHANNEL_NOT_ALLOWED: {
    what: 'Questions are not answered in this channel.',
    next: 'You can ask in {channels}.',
  },
  CLOUD_MODEL: {
    what: `${theModel} runs in a cloud, not on this machine.`,
    next: 'Nothing was sent to it. Please choose a local model.',
  },
  DAY_LIMIT_REACHED: {
    what: 'You have had as many answers in 24 hours as this server allows.',
    next: 'You can ask again <t:{detail}:R>, at <t:{detail}:t>.',
  },
  FILES_TOO_LARGE: {
    what: 'The files are too large together.',
    next: 'Text files may have up to 400 kB in all.',
  },
  FILES_TOO_MANY: {
    what: 'These are too many files.',
    next: 'A question may have up to 5 text files and 4 pictures.',
  },
  FILES_TOO_SLOW: {
    what: 'The files could not be fetched in time.',
    next: 'Please ask again, or with smaller files.',
  },
  FILE_NOT_TEXT: {
    what: `${theFile} cannot be read.`,
    next: `It is neither text in UTF-8 nor a picture. ${readable}`,
  },
  FILE_TOO_LARGE: {
    what: `${theFile} is too large.`,
    next: 'Text files may have up to 200 kB, pictures up to 5 MB.',
  },
  FILE_UNREACHABLE: {
    what: `${theFile} could not be fetched from Discord.`,
    next: 'Please attach it again.',
  },
  FILE_UNSUPPORTED: {
    what: `${theFile} is of a kind that cannot be read.`,
    next: readable,
  },
  FORGET_UNAVAILABLE: {
    what: 'Not everything could be deleted just now.',
    next: 'Please use `/forget` again in a minute; the host needs to look after Redis.',
  },
  INTERNAL: {
    what: 'The bot has a fault and could not finish this.',
    next: 'The host finds it in the log. You can ask again.',
  },
  LINE_UNAVAILABLE: {
    what: 'The queue cannot be looked at just now.',
    next: 'Please try again in a minute; the host needs to look after Redis.',
  },
  MEMBER_BLOCKED: {
    what: 'You cannot ask in this server.',
    next: 'A moderator has chosen so, and can change it.',
  },
  MODEL_DENIED: {
    what: `${theModel} may not be used here.`,
    next: 'The people who run this bot have chosen so.',
  },
  MODEL_ERROR: {
    what: 'The model server stopped with an error.',
    next: 'You can ask again; if it happens again, the host finds the cause in the log of Ollama.',
  },
  MODEL_HOST_REFUSED: {
    what: '{isNamed, select, yes {`{detail}`} other {This}} comes from a host that is not allowed.',
    next: 'The host of the bot can allow more with MODEL_HOSTS.',
  },
  MODEL_IN_USE: {
    what: `${theModel} is in use.`,
    next: 'It can be removed when nobody waits for it any more.',
  },
  MODEL_IS_DEFAULT: {
    what: `${theModel} is the one that is asked where nobody has chosen another.`,
    next: 'The host of the bot can name another with DEFAULT_MODEL.',
  },
  MODEL_LOAD_FAILED: {
    what: `${theModel} could not be loaded.`,
    next: 'The host finds the cause in the log of Ollama; often the memory is too small for it.',
  },
  MODEL_LOAD_TIMEOUT: {
    what: `${theModel} took too long to load.`,
    next: 'You can ask again later; the host can look into the log of Ollama.',
  },
  MODEL_LOOPED: {
    what: 'The model server broke the answer off, as it does when a model repeats itself.',
    next: 'Asking in other words often helps.',
  },
  MODEL_MISSING: {
    what: `${theModel} is not installed.`,
    next: 'An operator can add it with {isNamed, select, yes {`/model pull {detail}`} other {`/model pull`}}.',
  },
  MODEL_NAME_INVALID: {
    what: '{isNamed, select, yes {`{detail}`} other {This}} is not the name of a model here.',
    next: 'Please choose one from the list.',
  },
  MODEL_SERVER_BUSY: {
    what: 'The model server is too busy to take the question.',
    next: 'Please ask again in some minutes.',
  },
  MODEL_SERVER_GONE: {
    what: 'The model server went away and did not come back.',
    next: 'Please try again when it runs. A download goes on where it stopped.',
  },
  MODEL_SERVER_LOST: {
    what: 'The model server stopped answering.',
    next: 'You can ask again.',
  },
  MODEL_SERVER_REFUSED: {
    what: 'The model server does not let the bot in.',
    next: 'The host needs to check the name and the password in OLLAMA_HOST; then ask again.',
  },
  MODEL_SERVER_UNREACHABLE: {
    what: 'The model server cannot be reached.',
    next: 'The host needs to start Ollama; then ask again.',
  },
  MODEL_SILENT: {
    what: 'The model went silent and was stopped.',
    next: 'You can ask again.',
  },
  MODERATOR_ONLY: {
    what: 'Only moderators of this server can do this.',
    next: 'It takes the permission "Manage Server".',
  },
  OPERATOR_ONLY: {
    what: 'Only the people who run this bot can do this.',
    next: 'Its host decides who they are.',
  },
  PAUSE_UNAVAILABLE: {
    what: 'It is not known just now whether the card is paused.',
    next: 'Please try again in a minute; the host needs to look after Redis.',
  },
  PICTURES_UNSUPPORTED: {
    what: '{isNamed, select, yes {The model `{detail}`} other {This model}} cannot look at pictures.',
    next: 'Please ask without them, or choose a model that can.',
  },
  PLACE_GONE: {
    what: 'The channel or the server of this question is gone.',
    next: 'It can be asked again elsewhere.',
  },
  PROMPT_EMPTY: {
    what: 'The question has no words.',
    next: 'Please write what you want to know.',
  },
  PROMPT_TOO_LONG: {
    what: 'The question is longer than the model can read.',
    next: 'Please shorten it.',
  },
  PULL_DAMAGED: {
    what: 'What was downloaded is damaged.',
    next: 'Please pull the model again; the damaged part is downloaded anew.',
  },
  PULL_DENIED: {
    what: `The registry does not give this model to everybody.`,
    next: 'Please check its name; it may be private.',
  },
  PULL_FAILED: {
    what: `${theModel} could not be pulled.`,
    next: 'The host finds the cause in the log of Ollama.',
  },
  PULL_NEEDS_UPDATE: {
    what: `${theModel} needs a newer Ollama.`,
    next: 'The host can update it, and pull the model then.',
  },
  PULL_NO_SPACE: {
    what: 'The disk of the model server is full.',
    next: 'The host needs to make room; a model that is not needed can go with `/model remove`.',
  },
  PULL_UNKNOWN: {
    what: 'There is no model {isNamed, select, yes {`{detail}`} other {of that name}} to pull.',
    next: 'Please check its name and its tag.',
  },
  PULL_UNREACHABLE: {
    what: 'The registry of models could not be reached.',
    next: 'What was downloaded is kept: pulling again later goes on from there.',
  },
  QUESTION_GONE: {
    what: 'The question is not kept any more.',
    next: 'Please ask it again.',
  },
  QUESTION_TOO_LONG: {
    what: 'The question is longer than this server allows.',
    next: 'It may have up to {count, plural, one {# character} other {# characters}}.',
  },
  QUEUE_FULL: {
    what: 'The queue is full.',
    next: 'It takes {count, plural, one {# waiting question} other {# waiting questions}}.',
  },
  QUEUE_UNAVAILABLE: {
    what: 'The queue cannot be reached, so the question was not taken.',
    next: 'Please ask again in a minute; the host needs to look after Redis.',
  },
  REPLY_REFUSED: {
    what: 'Discord refused to show the answer.',
    next: 'A filter or a permission of this channel is in the way; a moderator can change that.',
  },
  ROLE_MISSING: {
    what: 'Asking here takes a role that you do not have.',
    next: 'Members with {roles} can ask.',
  },
  SERVER_ONLY: {
    what: 'This can be done only in a server that has the bot.',
    next: 'Please do it there.',
  },
  SETTINGS_UNAVAILABLE: {
    what: 'The settings cannot be reached just now.',
    next: 'Please open them again in a minute; the host needs to look after Redis.',
  },
  SUBJECT_EMPTY: {
    what: 'There is nothing to read in that message.',
    next: 'It needs words or files that can be asked about.',
  },
  TASKS_UNAVAILABLE: {
    what: 'What is done about models cannot be looked at or changed just now.',
    next: 'Please try again in a minute; the host needs to look after Redis.',
  },
  TOO_MANY_ATTEMPTS: {
    what: 'The question was given up after many attempts.',
    next: 'Each one was broken off; the host finds the cause in the log of the model server.',
  },
  TOO_MANY_WAITING: {
    what: '{count, plural, =1 {You have a question waiting already.} other {You have # questions waiting already.}}',
    next: 'You can ask again as soon as one of them has its turn, or is stopped.',
  },
  WORKER_UNKNOWN: {
    what: 'There is no model server {isNamed, select, yes {`{detail}`} other {of that name}}.',
    next: 'Please choose one from the list.',
  },
};
