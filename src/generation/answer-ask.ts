// One attempt at an ask's answer, from the look at the model to the last token.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { BotError, type ErrorCode } from '../errors.ts';
import type { Catalogue } from '../models/catalogue.ts';
import type { InstalledModel } from '../models/installed-model.ts';
import type { Loader } from '../models/loader.ts';
import type { LogEntry, Shortfall } from '../token-log/entries.ts';
import { streamChat, type ChatPart } from './chat-stream.ts';
import { promptMessages } from './prompt.ts';
import { createServerPatience } from './server-patience.ts';

export interface AnswerAskOptions {
  config: Config;
  catalogue: Catalogue;
  loader: Loader;
  model: string;
  question: string;
  /** Takes the entries in order; the last is `ask-done`. */
  write: (entry: LogEntry) => void;
  signal: AbortSignal;
}

/** What may pass by itself. Once there is text it is kept instead: a second try could not go on from it. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'MODEL_SERVER_BUSY',
  'MODEL_SERVER_LOST',
  'MODEL_SERVER_UNREACHABLE',
]);

const retryMs = 1_000;

/** @throws BotError when the ask cannot be answered (its text so far was written), or the signal's reason */
export async function answerAsk(options: AnswerAskOptions): Promise<void> {
  const { config, signal } = options;
  const patience = createServerPatience({ limitMs: config.watchdogs.serverWaitMs });
  let hasText = false;
  const write = (entry: LogEntry) => {
    hasText ||= entry.type === 'reasoning-delta' || entry.type === 'answer-delta';
    if (entry.type === 'load-start' || entry.type === 'prompt-start') patience.goOn();
    options.write(entry);
  };
  for (;;) {
    try {
      for await (const entry of attempt({ ...options, write })) write(entry);
      return;
    } catch (error) {
      signal.throwIfAborted();
      patience.wait();
      if (hasText || patience.isOver() || !isPassing(error)) throw error;
      write({ type: 'server-wait' });
      await sleep(retryMs, undefined, { signal });
    }
  }
}

async function* attempt(options: AnswerAskOptions): AsyncGenerator<LogEntry, void> {
  const { config, question, signal } = options;
  const model = await findModel(options);
  await loadModel(options);
  yield { type: 'prompt-start' };
  const parts = streamChat({
    host: config.ollamaHost,
    model: model.name,
    messages: promptMessages(question),
    settings: config,
    think: model.canThink,
    expectsReasoning: model.isReasoner,
    signal,
    watchdogs: config.watchdogs,
  });
  yield* toEntries(parts);
}

async function findModel({ catalogue, model, signal }: AnswerAskOptions): Promise<InstalledModel> {
  const finding = await catalogue.find(model, { signal });
  switch (finding.type) {
    case 'found':
      return finding.model;
    case 'missing':
      throw new BotError('MODEL_MISSING', { detail: model });
    case 'remote':
      throw new BotError('CLOUD_MODEL', { detail: model });
    default:
      return finding satisfies never;
  }
}

/** Also when it is in memory: another client may have loaded it with other settings. */
async function loadModel({ loader, model, write, signal }: AnswerAskOptions): Promise<void> {
  await loader.load(model, {
    signal,
    onLoading: ({ usualMs }) =>
      write({ type: 'load-start', ...(usualMs !== undefined && { usualMs }) }),
  });
}

async function* toEntries(parts: AsyncIterable<ChatPart>): AsyncGenerator<LogEntry, void> {
  let hasAnswer = false;
  for await (const part of parts) {
    hasAnswer ||= part.type === 'answer-delta' || part.type === 'reasoning-promote';
    if (part.type !== 'finish') yield part;
    else yield { type: 'ask-done', figures: part.figures, ...shortfallOf(part, hasAnswer) };
  }
}

function shortfallOf(
  { doneReason }: Extract<ChatPart, { type: 'finish' }>,
  hasAnswer: boolean,
): { shortfall?: Shortfall } {
  if (doneReason === 'repetition') return { shortfall: 'repetition' };
  if (!hasAnswer) return { shortfall: 'no-answer' };
  return doneReason === 'length' ? { shortfall: 'length' } : {};
}

function isPassing(error: unknown): boolean {
  return error instanceof BotError && passing.has(error.code);
}
