// One attempt at an ask's answer, from the look at the model to the last token.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { BotError, type ErrorCode } from '../errors.ts';
import type { TurnReader } from '../conversations/redis-turn-store.ts';
import type { Catalogue } from '../models/catalogue.ts';
import type { InstalledModel } from '../models/installed-model.ts';
import type { Loader } from '../models/loader.ts';
import { presetOf } from '../models/presets.ts';
import type { LogEntry, Shortfall } from '../token-log/entries.ts';
import { streamChat, type ChatPart } from './chat-stream.ts';
import { isRefusal } from '../redis.ts';
import { createServerPatience } from './server-patience.ts';
import { bytesToRead, chooseTurns, promptOf, type Prompt, type ToldTurns } from './told-turns.ts';

export interface AnswerAskOptions {
  config: Config;
  catalogue: Catalogue;
  loader: Loader;
  model: string;
  turnId: string;
  turns: TurnReader;
  /** How much text may be sent to a model: see `textWeight`. */
  maxWeightOf: (model: string) => Promise<number>;
  /** Called when a prompt is sent: see `Prompt.weight`. */
  onPrompt: (weight: number | undefined) => void;
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
  const { turns: reader, turnId, maxWeightOf } = options;
  const model = await findModel(options);
  await loadModel(options);
  const maxWeight = await maxWeightOf(model.name);
  const chain = await reader.chain(turnId, { maxBytes: bytesToRead(maxWeight) });
  let told: ToldTurns | undefined = chooseTurns({ chain, turnId, model, maxWeight });
  while (told) {
    const { turns, droppedMessages } = told;
    const prompt = await promptOf({ turns, chain, model, reader });
    yield { type: 'prompt-start', ...(droppedMessages > 0 && { droppedMessages }) };
    try {
      yield* toEntries(stream(options, { model, prompt }));
      return;
    } catch (error) {
      told = isTooLong(error) ? told.fewer() : undefined;
      if (!told) throw error;
    }
  }
}

function stream(
  { config, onPrompt, signal }: AnswerAskOptions,
  { model, prompt }: { model: InstalledModel; prompt: Prompt },
): AsyncIterable<ChatPart> {
  onPrompt(prompt.weight);
  return streamChat({
    host: config.ollamaHost,
    model: model.name,
    messages: prompt.messages,
    settings: { ...config, ...presetOf(model) },
    think: model.canThink,
    expectsReasoning: model.isReasoner,
    signal,
    watchdogs: config.watchdogs,
  });
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

/** Said before any text: the estimate was wrong, or another client has loaded the model with less context. */
function isTooLong(error: unknown): boolean {
  return error instanceof BotError && error.code === 'PROMPT_TOO_LONG';
}

/** Redis, too, may refuse for a while to say what was asked. */
function isPassing(error: unknown): boolean {
  return isRefusal(error) || (error instanceof BotError && passing.has(error.code));
}
