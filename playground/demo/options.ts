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

/** Either makes the stand-in answer, whatever else is there. */
export interface StandInWishes {
  tokensPerSecond: number | undefined;
  /** An NDJSON recording of Ollama's /api/generate. */
  replayFile: string | undefined;
}

export type DemoRequest =
  | { type: 'help' }
  | { type: 'ask'; question: Question; wishes: StandInWishes }
  | { type: 'talk'; wishes: StandInWishes };

export const usage = `The whole bot on this machine: no account, nothing to configure.

  npm run demo                          type questions, watch the replies, press Stop
  npm run demo -- --ask "Why …?"        ask one question and exit

Options, after the "--":
  --ask TEXT              the question; exits 0 when it is answered, 1 when that fails
  --model NAME            another model than the usual one (with --ask)
  --private               only the asker sees the answer (with --ask)
  --tokens-per-second N   let the stand-in model answer, at this pace
  --replay FILE           let the stand-in model replay a recorded NDJSON stream of Ollama
  --help                  this text

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
  const wishes = {
    tokensPerSecond: readRate(values['tokens-per-second']),
    replayFile: values.replay,
  };
  const { ask, model, private: isPrivate = false } = values;
  if (ask !== undefined) {
    return { type: 'ask', question: { prompt: readPrompt(ask), model, isPrivate }, wishes };
  }
  if (model !== undefined || isPrivate) {
    const name = isPrivate ? '--private' : '--model';
    throw new UsageError(`${name} needs --ask. Without it, type ${name.slice(1)} when asking.`);
  }
  return { type: 'talk', wishes };
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
