// One run of a `generate` job: everything it learns goes into the ask's token log, and it ends when the log ends.
import { BotError } from '../errors.ts';
import { StartAgain, type JobRun } from '../jobs/job-runs.ts';
import type { Logger } from '../log.ts';
import type { RecordedRun } from '../models/recorded-runs.ts';
import { isCutShort, type TokenRatio } from '../models/token-ratio.ts';
import { isTerminal, type LogEntry } from '../token-log/entries.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { answerAsk, type AnswerAskOptions } from './answer-ask.ts';
import { boundedConfig } from './bounded-config.ts';
import { failureReason } from './failure-reason.ts';
import { createLogWriter } from './log-writer.ts';
import { createRunClock } from './run-clock.ts';

export interface RunGenerationOptions extends Pick<
  AnswerAskOptions,
  'config' | 'catalogue' | 'loader' | 'turns'
> {
  job: JobRun<'generate'>;
  tokenLog: TokenLog;
  /** What is known of how a model reads. */
  tokenRatioOf: (model: string) => Promise<TokenRatio>;
  /** Called with what the run took, when it came to its end and to any text before. */
  onRun?: (run: RecordedRun) => void;
  log: Logger;
}

/** A job that keeps killing its worker is given up. Hand-backs count too, so this is more than a few. */
const maxAttempts = 10;

/** Rejects with the job's signal's reason, or with `StartAgain` when Redis lost the log: other ends stand in it. */
export async function runGeneration(options: RunGenerationOptions): Promise<void> {
  const { job, tokenLog } = options;
  const { askId, model } = job.data;
  const log = options.log.child({ askId, attempt: job.attempt });
  const isOver = new AbortController();
  /** The log takes nothing more from this run: the ask was ended by somebody, or a later attempt has begun. */
  const isMoot = new AbortController();
  let isSuperseded = false;
  let isBroken = false;
  const writer = createLogWriter({
    tokenLog,
    askId,
    attempt: job.attempt,
    onRefused: (result) => {
      isSuperseded = result === 'superseded';
      isMoot.abort();
    },
    onBroken: (error) => {
      log.error({ err: error }, 'log-broken');
      isBroken = true;
      isMoot.abort();
    },
    signal: job.signal,
    log,
  });
  const clock = createRunClock();
  const write = (entry: LogEntry): void => {
    clock.see(entry);
    writer.write(entry);
  };
  tokenLog.follow(
    askId,
    (entries) => {
      if (entries.some(isTerminal)) isMoot.abort();
    },
    AbortSignal.any([job.signal, isOver.signal]),
  );
  try {
    writer.write({ type: 'attempt-start', model });
    await writer.flush();
    if (!isMoot.signal.aborted) {
      const lastEntry = await answer(options, {
        write,
        onPrompt: clock.sendPrompt,
        signal: AbortSignal.any([job.signal, isMoot.signal]),
        log,
      });
      if (lastEntry && !isMoot.signal.aborted) writer.write(lastEntry);
      await writer.flush();
      job.signal.throwIfAborted();
    }
    // With a successor the job is not ours to give back, and BullMQ refuses that.
    if (isSuperseded) throw new StartAgain();
    // Perhaps what it refused was one of our entries, and this one it takes.
    if (isBroken) await tokenLog.end(askId, { type: 'ask-failed', code: 'INTERNAL' });
    const run = clock.run();
    if (!run) return;
    if (isCutShort(run)) log.warn({ promptTokens: run.promptTokens }, 'prompt-cut-short');
    options.onRun?.(run);
  } finally {
    isOver.abort();
  }
}

interface AnswerContext extends Pick<AnswerAskOptions, 'write' | 'onPrompt' | 'signal'> {
  log: Logger;
}

/** Resolves to what remains to be said after an end that was not an answer. */
async function answer(
  { job, tokenRatioOf, ...options }: RunGenerationOptions,
  { log, ...context }: AnswerContext,
): Promise<LogEntry | undefined> {
  const { model, turnId } = job.data;
  const { contextTokens, maxAnswerTokens } = options.config;
  const config = boundedConfig(options.config, job.data);
  /** The host's figure also where a server allows less, so that a conversation fits alike everywhere. */
  const maxWeightOf = async (name: string): Promise<number> =>
    (contextTokens - maxAnswerTokens) * (await tokenRatioOf(name)).cautious;
  try {
    if (job.attempt > maxAttempts) throw new BotError('TOO_MANY_ATTEMPTS');
    await answerAsk({ ...options, ...context, config, model, turnId, maxWeightOf });
    log.info('answered');
    return undefined;
  } catch (error) {
    if (context.signal.aborted) return { type: 'attempt-end' };
    return toFailure(error, log);
  }
}

function toFailure(error: unknown, log: Logger): LogEntry {
  if (!(error instanceof BotError)) {
    log.error({ err: error }, 'ask-failed');
    return { type: 'ask-failed', code: 'INTERNAL' };
  }
  const { code, detail } = error;
  log.warn({ code, detail, reason: failureReason(error) }, 'ask-failed');
  return { type: 'ask-failed', code, ...(detail !== undefined && { detail }) };
}
