// The command line of the demo.
import { parseArgs } from 'node:util';
import type { Question } from './question.ts';

/** The person at the keyboard gave something that cannot be done. The message is for them. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Any of them makes the stand-in answer, whatever else is there. */
export interface StandInWishes {
  tokensPerSecond: number | undefined;
  /** An NDJSON recording of Ollama's /api/generate. */
  replayFile: string | undefined;
  transcript: TranscriptWish | undefined;
}

/** One record of a file of recorded responses; by default the first. */
export interface TranscriptWish {
  file: string;
  record: string | undefined;
}

/** Pictures of the reply as Discord would show it. */
export interface PictureWishes {
  /** A PNG of the finished reply. */
  file: string | undefined;
  /** A folder for one PNG of each state. */
  framesFolder: string | undefined;
  look: { theme: 'dark' | 'light'; isPhone: boolean; areSpoilersOpen: boolean };
}

export interface AskRequest {
  type: 'ask';
  /** Without a prompt: that of the transcript. */
  question: Omit<Question, 'prompt'> & { prompt: string | undefined };
  wishes: StandInWishes;
  pictures: PictureWishes | undefined;
}

export type DemoRequest = { type: 'help' } | AskRequest | { type: 'talk'; wishes: StandInWishes };

export const usage = `The whole bot on this machine: no account, nothing to configure.

  npm run demo                          type questions, watch the replies, press Stop
  npm run demo -- --ask "Why …?"        ask one question and exit
  npm run demo -- --transcript FILE     show a recorded response and exit

Options, after the "--":
  --ask TEXT              the question; exits 0 when it is answered, 1 when that fails
  --model NAME            another model than the usual one (with --ask)
  --private               only the asker sees the answer (with --ask)
  --tokens-per-second N   let the stand-in model answer, at this pace
  --replay FILE           let the stand-in model replay a recorded NDJSON stream of Ollama
  --transcript FILE       let it give a recorded response: JSON or JSON lines with
                          { id?, prompt?, reasoning, answer, raw? }; asks its prompt if there is no --ask
  --record ID             which response of the file (default: the first)
  --help                  this text

Pictures of the one reply, as Discord would show it (needs Chromium):
  --picture FILE.png      of the finished reply
  --frames FOLDER         of each state on the way there
  --light                 in the light theme
  --phone                 as wide as a phone
  --reveal                with spoilers opened

From the environment:
  OLLAMA_HOST     the Ollama to ask (default http://127.0.0.1:11434); a stand-in answers if there is none
  DEFAULT_MODEL   the model to prefer (default deepseek-r1:8b)
  REDIS_URL       a Redis to use in place of a private one; the demo removes its keys again
`;

/** @throws UsageError */
export function readOptions(words: readonly string[]): DemoRequest {
  const { values, positionals } = parse(words);
  if (values.help) return { type: 'help' };
  if (positionals.length > 0) throw new UsageError(misplacedWords(positionals));
  const wishes = readWishes(values);
  const { ask, model, private: isPrivate = false } = values;
  const pictures = readPictures(values);
  if (ask !== undefined || wishes.transcript) {
    const prompt = ask === undefined ? undefined : readPrompt(ask);
    return { type: 'ask', question: { prompt, model, isPrivate }, wishes, pictures };
  }
  if (pictures) throw new UsageError('Pictures need --ask or --transcript.');
  if (model !== undefined || isPrivate) {
    const name = isPrivate ? '--private' : '--model';
    throw new UsageError(`${name} needs --ask. Without it, type ${name.slice(1)} when asking.`);
  }
  return { type: 'talk', wishes };
}

type Values = ReturnType<typeof parse>['values'];

function readWishes(values: Values): StandInWishes {
  const { transcript: file, record, replay } = values;
  if (file !== undefined && replay !== undefined) {
    throw new UsageError('--transcript and --replay do not go together.');
  }
  if (record !== undefined && file === undefined) {
    throw new UsageError('--record needs --transcript.');
  }
  return {
    tokensPerSecond: readRate(values['tokens-per-second']),
    replayFile: replay,
    transcript: file === undefined ? undefined : { file, record },
  };
}

function readPictures(values: Values): PictureWishes | undefined {
  const { picture: file, frames: framesFolder, light, phone, reveal } = values;
  if (file !== undefined || framesFolder !== undefined) {
    if (file !== undefined && !/\.png$/iu.test(file)) {
      throw new UsageError('--picture takes the name of a .png file.');
    }
    const theme = light ? 'light' : 'dark';
    const look = { theme, isPhone: phone ?? false, areSpoilersOpen: reveal ?? false } as const;
    return { file, framesFolder, look };
  }
  const lost = [light && '--light', phone && '--phone', reveal && '--reveal'].find(Boolean);
  if (lost) throw new UsageError(`${lost} needs --picture or --frames.`);
  return undefined;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ask: { type: 'string' },
        model: { type: 'string' },
        private: { type: 'boolean' },
        'tokens-per-second': { type: 'string' },
        replay: { type: 'string' },
        transcript: { type: 'string' },
        record: { type: 'string' },
        picture: { type: 'string' },
        frames: { type: 'string' },
        light: { type: 'boolean' },
        phone: { type: 'boolean' },
        reveal: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Further sentences are advice for programmers.
    const [problem = ''] = error.message.split(/(?<=\.)\s/u);
    throw new UsageError(problem);
  }
}

/** Most often the "--" was forgotten, and npm took the option for one of its own. */
function misplacedWords(words: readonly string[]): string {
  const text = words.join(' ');
  return `"${text}" belongs to no option. To ask it: npm run demo -- --ask "${text}"`;
}

function readPrompt(text: string): string {
  const prompt = text.trim();
  if (prompt === '') throw new UsageError('--ask needs a question.');
  return prompt;
}

function readRate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = Number(text);
  if (!(rate > 0 && rate <= 10_000)) {
    throw new UsageError('--tokens-per-second takes a number above 0, at most 10000.');
  }
  return rate;
}
