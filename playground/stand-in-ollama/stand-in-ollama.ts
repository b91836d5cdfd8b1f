// A stand-in for a machine with Ollama: the HTTP API that the bot uses, with scripted answers in place of a model.
// For tests, the demo and the benchmarks. It shares only the wire format with the bot.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { createChatRoute } from './chat-route.ts';
import type { Pace } from './answer.ts';
import { defaultScript } from './default-script.ts';
import { createExchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { createFaultPlan } from './faults.ts';
import type { Fault, FaultOptions } from './faults.ts';
import { startListener } from './listener.ts';
import { defaultModels } from './models.ts';
import type { StandInModel } from './models.ts';
import { ClientLeft } from './pause.ts';
import { registryModels } from './registry-models.ts';
import { createRegistry, type Registry } from './registry.ts';
import { createRequestLog } from './request-log.ts';
import type { RecordedRequest, RequestLog } from './request-log.ts';
import { createRoutes } from './routes.ts';
import { createScheduler } from './scheduler.ts';
import type { LoadRecord } from './scheduler.ts';
import type { ScriptFor } from './script.ts';
import { ServerError } from './server-error.ts';

export interface StandInOllamaOptions extends Partial<Pace> {
  models?: readonly StandInModel[];
  /** What can be pulled: by default R1's usual sizes. */
  registry?: readonly StandInModel[];
  /** Of a pull; 0 (default): at once. */
  bytesPerSecond?: number;
  /** What each request yields; can be changed later by `setScript`. */
  script?: ScriptFor;
  /** Decides what `think` means where versions differ (default 0.32.15). */
  version?: string;
  /** Default 0: a free port. */
  port?: number;
  /** OLLAMA_NUM_PARALLEL (default 1). */
  parallel?: number;
  /** OLLAMA_MAX_QUEUE (default 512): requests that wait for a load. */
  maxQueue?: number;
  /** OLLAMA_MAX_LOADED_MODELS (default 3). */
  maxLoadedModels?: number;
  /** OLLAMA_CONTEXT_LENGTH (default 4096). */
  defaultContextTokens?: number;
  /** OLLAMA_KEEP_ALIVE in ms (default 5 minutes). */
  defaultKeepAliveMs?: number;
}

export interface StandInOllama {
  /** As in OLLAMA_HOST: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Chats with messages, oldest first. */
  chats: () => readonly RecordedRequest[];
  readonly loads: readonly LoadRecord[];
  /** May be written at any time; counts for the next token, prompt or load. */
  readonly pace: Pace;
  /** May be written at any time: how fast pulls come. 0: at once. */
  readonly pullPace: { bytesPerSecond: number };
  /** What lies on the disk of a pull, finished or not. */
  partialBytes: Registry['partialBytes'];
  /** Names of the models that are installed. */
  installedModels: () => readonly string[];
  /** Names of the models in memory. */
  loadedModels: () => readonly string[];
  setScript: (script: ScriptFor) => void;
  /** Makes the next fitting request go wrong. */
  fail: (fault: Fault, options?: FaultOptions) => void;
  /** As if the process had died: connections are cut and refused, models leave the memory. */
  refuseConnections: () => Promise<void>;
  /** Back on the same port. */
  acceptConnections: () => Promise<void>;
  waitFor: RequestLog['waitFor'];
  close: () => Promise<void>;
}

const epochMs = () => performance.timeOrigin + performance.now();

export async function createStandInOllama(
  options: StandInOllamaOptions = {},
): Promise<StandInOllama> {
  const log = createRequestLog();
  const core = createCore(options, log.notify);
  let isStopping = false;
  const { route } = core;
  const listener = await startListener(options.port ?? 0, (request, response) => {
    void serve({ request, response, log, route, isStopping: () => isStopping });
  });
  const stop = async () => {
    isStopping = true;
    await listener.refuse();
    core.scheduler.memory.clear();
  };

  return {
    url: `http://127.0.0.1:${listener.port()}`,
    requests: log.requests,
    chats: () => log.requests.filter(isChat),
    loads: core.scheduler.loads,
    pace: core.pace,
    pullPace: core.pullPace,
    partialBytes: core.registry.partialBytes,
    installedModels: () => core.models.map(({ name }) => name),
    loadedModels: () => core.scheduler.memory.running().map(({ model }) => model.name),
    setScript: core.setScript,
    fail: core.faults.add,
    refuseConnections: stop,
    acceptConnections: async () => {
      isStopping = false;
      await listener.accept();
    },
    waitFor: log.waitFor,
    close: stop,
  };
}

function createCore(options: StandInOllamaOptions, onChange: () => void) {
  const { version = '0.32.15' } = options;
  const models = [...(options.models ?? defaultModels)];
  const { tokensPerSecond = 0, promptMs = 0, loadMs = 0 } = options;
  const pace: Pace = { tokensPerSecond, promptMs, loadMs };
  const faults = createFaultPlan();
  let script = options.script ?? defaultScript;
  const scheduler = createScheduler({
    parallel: options.parallel ?? 1,
    maxQueue: options.maxQueue ?? 512,
    maxLoadedModels: options.maxLoadedModels ?? 3,
    loadMs: () => pace.loadMs,
    faults,
    onChange,
    now: epochMs,
  });
  const chat = createChatRoute({
    models,
    version,
    scheduler,
    faults,
    script: () => script,
    pace,
    defaultContextTokens: options.defaultContextTokens ?? 4_096,
    defaultKeepAliveMs: options.defaultKeepAliveMs ?? 5 * 60_000,
    now: epochMs,
  });
  const setScript = (next: ScriptFor) => {
    script = next;
  };
  const pullPace = { bytesPerSecond: options.bytesPerSecond ?? 0 };
  const registry = createRegistry({
    registry: options.registry ?? registryModels,
    models,
    pullPace,
    faults,
  });
  const route = createRoutes({ models, registry, version, scheduler, faults, chat });
  return { route, pace, pullPace, registry, models, faults, scheduler, setScript };
}

interface Serving {
  request: IncomingMessage;
  response: ServerResponse;
  log: RequestLog;
  route: (exchange: Exchange) => Promise<void>;
  isStopping: () => boolean;
}

async function serve({ route, ...serving }: Serving): Promise<void> {
  const startedAt = epochMs();
  const { body, problem } = await readBody(serving.request);
  const exchange = createExchange({ ...serving, body, startedAt, now: epochMs });
  try {
    if (problem) throw problem;
    await route(exchange);
  } catch (error) {
    if (error instanceof ClientLeft) return;
    await exchange.fail(error instanceof ServerError ? error : new ServerError(500, String(error)));
  }
}

interface Body {
  body: Readonly<Record<string, unknown>>;
  problem?: ServerError;
}

async function readBody(request: IncomingMessage): Promise<Body> {
  if (request.method !== 'POST' && request.method !== 'DELETE') return { body: {} };
  try {
    return { body: (await json(request)) as Record<string, unknown> };
  } catch (error) {
    return { body: {}, problem: new ServerError(400, error instanceof Error ? error.message : '') };
  }
}

function isChat(request: RecordedRequest): boolean {
  const { messages } = request.body;
  return request.path === '/api/chat' && Array.isArray(messages) && messages.length > 0;
}
