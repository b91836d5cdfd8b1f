// POST /api/chat, in the order in which Ollama decides: name, unload, thinking, load, prompt; then the answer.
import { answer } from './answer.ts';
import type { Pace } from './answer.ts';
import { integerOption, keepAliveMs, readChatRequest } from './chat-request.ts';
import type { ChatRequest } from './chat-request.ts';
import { loadChunk } from './chunks.ts';
import type { Source } from './chunks.ts';
import { fitIntoContext } from './context-window.ts';
import type { Exchange } from './exchange.ts';
import type { FaultPlan } from './faults.ts';
import { findModel, isCloudName } from './models.ts';
import type { StandInModel } from './models.ts';
import type { Scheduler } from './scheduler.ts';
import { chunksOf } from './script.ts';
import type { ScriptFor } from './script.ts';
import { modelNotFound, ServerError } from './server-error.ts';
import { resolveThinking } from './thinking.ts';

export interface ChatRouteOptions {
  models: readonly StandInModel[];
  version: string;
  scheduler: Scheduler;
  faults: FaultPlan;
  script: () => ScriptFor;
  pace: Pace;
  /** Used where a request sends no `num_ctx`. */
  defaultContextTokens: number;
  defaultKeepAliveMs: number;
  now: () => number;
}

export type ChatRoute = (exchange: Exchange) => Promise<void>;

export function createChatRoute(options: ChatRouteOptions): ChatRoute {
  const { models, scheduler, faults, pace, now } = options;

  return async (exchange) => {
    const request = readChatRequest(exchange.record.body);
    const model = modelOf(models, request);
    const source = sourceOf(request, model);
    if (model && isUnload(request)) {
      scheduler.memory.unload(model);
      return exchange.sendJson(loadChunk(source, 'unload'));
    }
    checkSight(model, request);
    const mode = model ? resolveThinking(request, model, options.version) : 'native';
    const contextTokens = integerOption(request, 'num_ctx', options.defaultContextTokens);
    const lease = await acquire({ model, exchange, request, contextTokens });
    try {
      if (request.messages.length === 0) return exchange.sendJson(loadChunk(source, 'load'));
      const window = fitIntoContext(request, contextTokens);
      const script = options.script()({ ...request, messages: window.messages });
      const chunks = chunksOf(script, script.mode ?? mode);
      const shared = { exchange, request, source, faults, pace, now };
      await answer({ ...shared, lease, window, script, chunks });
    } finally {
      lease?.release();
    }
  };

  /** A model elsewhere needs no place in memory. */
  function acquire({ model, exchange, request, contextTokens }: Acquisition) {
    if (!model || model.remote) return undefined;
    return scheduler.acquire({
      model,
      settings: { contextTokens, shift: request.shift ?? true },
      keepAliveMs: keepAliveMs(request.keep_alive, options.defaultKeepAliveMs),
      signal: exchange.signal,
    });
  }
}

interface Acquisition {
  model: StandInModel | undefined;
  exchange: Exchange;
  request: ChatRequest;
  contextTokens: number;
}

function modelOf(models: readonly StandInModel[], request: ChatRequest): StandInModel | undefined {
  const model = findModel(models, request.model);
  if (!model && !isCloudName(request.model)) throw modelNotFound(request.model);
  return model;
}

/** A cloud name is answered from elsewhere, installed or not. */
function sourceOf(request: ChatRequest, model: StandInModel | undefined): Source {
  const cloud = { host: 'https://ollama.com:443', model: request.model };
  return { model: request.model, remote: model ? model.remote : cloud };
}

/** Pictures take the capability `vision`. */
function checkSight(model: StandInModel | undefined, { messages }: ChatRequest): void {
  if (!model || model.sees || model.remote) return;
  if (messages.some(({ images = [] }) => images.length > 0)) {
    throw new ServerError(400, 'this model is missing data required for image input');
  }
}

function isUnload(request: ChatRequest): boolean {
  return request.messages.length === 0 && keepAliveMs(request.keep_alive, Infinity) === 0;
}
