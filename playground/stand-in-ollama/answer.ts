// One answer of a loaded model: the line for a slot, the prompt, the tokens, the closing chunk with its figures.
import type { ChatRequest } from './chat-request.ts';
import { finalChunk } from './chunks.ts';
import type { Metrics, Source } from './chunks.ts';
import type { ContextWindow } from './context-window.ts';
import type { Exchange } from './exchange.ts';
import type { FaultPlan } from './faults.ts';
import { pause } from './pause.ts';
import { play } from './playback.ts';
import type { Lease } from './scheduler.ts';
import type { Script, ScriptChunk } from './script.ts';

/** What a test or a demo may change while the stand-in runs. */
export interface Pace {
  /** 0 = as fast as possible. */
  tokensPerSecond: number;
  /** Reading the prompt: from the slot to the first token. */
  promptMs: number;
  loadMs: number;
}

export interface AnswerOptions {
  exchange: Exchange;
  request: ChatRequest;
  source: Source;
  /** Absent for a model elsewhere, which takes no slot here. */
  lease: Lease | undefined;
  window: ContextWindow;
  script: Script;
  chunks: readonly ScriptChunk[];
  faults: FaultPlan;
  pace: Pace;
  now: () => number;
}

/** Resolves when the answer has ended, by itself or by a fault. @throws ClientLeft */
export async function answer(options: AnswerOptions): Promise<void> {
  const { exchange, lease } = options;
  const giveBack = await lease?.runner.slots.take(exchange.signal);
  try {
    exchange.takeUp();
    await pause(options.pace.promptMs, exchange.signal);
    await stream(options);
  } finally {
    giveBack?.();
  }
}

async function stream(options: AnswerOptions): Promise<void> {
  const { exchange, source, script, window, request } = options;
  const chunks = options.chunks.slice(0, window.maxTokens);
  const streams = request.stream ?? true;
  const ending = await play({
    exchange,
    source,
    chunks,
    streams,
    tokensPerSecond: () => options.pace.tokensPerSecond,
    splitsCharacters: script.splitsCharacters ?? false,
    fault: options.faults.takeStreamFault('chat'),
    now: options.now,
  });
  if (ending === 'ended') return;
  const isCutShort = chunks.length < options.chunks.length;
  const doneReason = isCutShort ? 'length' : (script.doneReason ?? 'stop');
  const end = { doneReason, metrics: metricsOf(options) };
  if (!streams) return exchange.sendJson(finalChunk(source, { ...end, text: joined(chunks) }));
  await exchange.sendLine(JSON.stringify(finalChunk(source, end)));
  exchange.end();
}

function metricsOf({ exchange, lease, window, now }: AnswerOptions): Metrics {
  const { startedAt, slotAt = startedAt, firstTokenAt = now() } = exchange.record;
  const endedAt = now();
  return {
    totalMs: endedAt - startedAt,
    loadMs: lease?.loadMs ?? 0,
    promptTokens: window.promptTokens,
    promptMs: firstTokenAt - slotAt,
    tokens: exchange.record.tokensSent,
    generationMs: endedAt - firstTokenAt,
  };
}

function joined(chunks: readonly ScriptChunk[]): ScriptChunk {
  return {
    thinking: chunks.map(({ thinking }) => thinking ?? '').join(''),
    content: chunks.map(({ content }) => content ?? '').join(''),
  };
}
