// `npm run demo`: the whole bot on this machine, with no account and nothing to configure.
import { createClosing } from '../src/closing.ts';
import { ConfigError } from '../src/config.ts';
import { askOnce, describeFailure } from './demo/ask-once.ts';
import { hideCursor } from './demo/cursor.ts';
import { openDemo } from './demo/demo.ts';
import { interruptedExitCode, listenForInterruption } from './demo/interruption.ts';
import { readOptions, usage, UsageError, type DemoRequest } from './demo/options.ts';
import { takePictures } from './demo/take-pictures.ts';
import { talk } from './demo/talk.ts';
import { readTranscript } from './demo/transcript.ts';
import { help } from './demo/typed-line.ts';
import { NotPossible } from './local-discord/index.ts';
import { findChromium, NoBrowser } from './pictures/chromium.ts';
import { createScreen } from './terminal/screen.ts';

const usageExitCode = 2;

async function main(): Promise<number> {
  const request = readOptions(process.argv.slice(2));
  if (request.type === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  const interruption = new AbortController();
  listenForInterruption({ onInterrupt: () => interruption.abort() });
  try {
    return await run(request, interruption.signal);
  } catch (error) {
    if (interruption.signal.aborted) return interruptedExitCode;
    throw error;
  }
}

async function run(
  request: Exclude<DemoRequest, { type: 'help' }>,
  interruption: AbortSignal,
): Promise<number> {
  const closing = createClosing();
  const broken = new AbortController();
  const signal = AbortSignal.any([interruption, broken.signal]);
  const screen = createScreen({ output: process.stdout });
  const showCursor = hideCursor(process.stdout);
  const color = screen.isLive && !process.env['NO_COLOR'];
  const isAsk = request.type === 'ask';
  try {
    if (isAsk && request.pictures) findChromium(process.env);
    const wish = request.wishes.transcript;
    const transcript = wish && (await readTranscript(wish));
    const demo = await openDemo({
      env: process.env,
      model: isAsk ? request.question.model : undefined,
      wishes: request.wishes,
      transcript,
      closing,
      signal,
      onFatal: (error) => broken.abort(error),
      onModelServer: (label) => say(`Aloud in a local Discord, #general.\n${label}`),
    });
    if (request.type === 'talk') {
      say(help);
      await talk({ demo, input: process.stdin, screen, color, signal });
      return 0;
    }
    const prompt = request.question.prompt ?? transcript?.prompt ?? '';
    const question = { ...request.question, prompt };
    const outcome = await askOnce({ demo, question, screen, color, signal });
    if (request.pictures) {
      await takePictures({ outcome, wishes: request.pictures, env: process.env });
    }
    const failure = describeFailure(outcome.end);
    if (failure === undefined) return 0;
    demo.log.keep();
    complain(`${failure} The bot's log: ${demo.log.file}`);
    return 1;
  } finally {
    showCursor();
    await closing.closeAll();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

try {
  process.exit(await main());
} catch (error) {
  const isTheirs =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    error instanceof NotPossible ||
    error instanceof NoBrowser;
  complain(isTheirs ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(isTheirs ? usageExitCode : 1);
}
