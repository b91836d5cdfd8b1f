// Which path gets which answer; everything else is refused as Ollama's router does.
import type { ChatRoute } from './chat-route.ts';
import type { Exchange } from './exchange.ts';
import { findModel, isCloudName, processEntry, showEntry, tagEntry } from './models.ts';
import type { StandInModel } from './models.ts';
import type { FaultPlan, RequestKind } from './faults.ts';
import type { Registry } from './registry.ts';
import type { Scheduler } from './scheduler.ts';
import { modelNotFound, ServerError } from './server-error.ts';

export interface RoutesOptions {
  /** Changed by what removes and copies. */
  models: StandInModel[];
  registry: Pick<Registry, 'pull'>;
  version: string;
  scheduler: Scheduler;
  faults: FaultPlan;
  chat: ChatRoute;
}

const htmlPage = '<html><head><title>Bad Gateway</title></head><body><h1>nginx</h1></body></html>';

/** Answers one request. @throws ServerError for a refusal that is still to be written */
export function createRoutes(options: RoutesOptions): (exchange: Exchange) => Promise<void> {
  const { models, scheduler } = options;

  const show = (exchange: Exchange) => {
    const { body } = exchange.record;
    const name = typeof body['model'] === 'string' ? body['model'] : '';
    const model = findModel(models, name);
    if (!model && isCloudName(name)) throw new ServerError(401, 'unauthorized');
    if (!model) throw modelNotFound(name);
    exchange.sendJson(showEntry(model));
  };

  const remove = (exchange: Exchange) => {
    const { model: newer, name = newer } = exchange.record.body;
    const model = namedModel(models, name);
    // As the real one: what is in memory of it leaves with it.
    scheduler.memory.unload(model);
    models.splice(models.indexOf(model), 1);
    exchange.sendEmpty();
  };

  const copy = (exchange: Exchange) => {
    const { source, destination } = exchange.record.body;
    const model = namedModel(models, source);
    if (typeof destination !== 'string') throw new ServerError(400, 'invalid destination');
    models.push({
      ...model,
      name: destination.includes(':') ? destination : `${destination}:latest`,
    });
    exchange.sendEmpty();
  };

  const processes = () =>
    scheduler.memory.running().map((runner) =>
      processEntry(runner.model, {
        contextTokens: runner.settings.contextTokens,
        expiresAt: runner.expiresAt(),
      }),
    );

  const routes: Readonly<Record<string, (exchange: Exchange) => Promise<void> | void>> = {
    'GET /': (exchange) =>
      exchange.sendText('Ollama is running', { status: 200, type: 'text/plain; charset=utf-8' }),
    'GET /api/version': (exchange) => exchange.sendJson({ version: options.version }),
    'GET /api/status': (exchange) =>
      exchange.sendJson({ cloud: { disabled: false, source: 'none' } }),
    'GET /api/tags': (exchange) => exchange.sendJson({ models: models.map(tagEntry) }),
    'GET /api/ps': (exchange) => exchange.sendJson({ models: processes() }),
    'POST /api/show': show,
    'POST /api/chat': options.chat,
    'POST /api/pull': options.registry.pull,
    'DELETE /api/delete': remove,
    'POST /api/copy': copy,
  };

  return async (exchange) => {
    const { method, path } = exchange.record;
    if (strikeRequest(exchange, options.faults)) return;
    const route = routes[`${method === 'HEAD' ? 'GET' : method} ${path}`];
    if (route) await route(exchange);
    else exchange.sendText('404 page not found', { status: 404, type: 'text/plain' });
  };
}

function namedModel(models: readonly StandInModel[], name: unknown): StandInModel {
  const model = typeof name === 'string' ? findModel(models, name) : undefined;
  if (!model) throw modelNotFound(String(name));
  return model;
}

function strikeRequest(exchange: Exchange, faults: FaultPlan): boolean {
  const kind = kindOf(exchange);
  const fault = kind && faults.takeRequestFault(kind);
  switch (fault?.type) {
    case undefined:
      return false;
    case 'status':
      throw new ServerError(fault.status, fault.error);
    case 'html':
      exchange.sendText(htmlPage, { status: fault.status, type: 'text/html' });
      return true;
    case 'silence':
      return true;
    default:
      return fault satisfies undefined;
  }
}

const kinds: Readonly<Record<string, RequestKind>> = {
  '/api/tags': 'tags',
  '/api/show': 'show',
  '/api/ps': 'ps',
  '/api/version': 'version',
  '/api/pull': 'pull',
  '/api/delete': 'delete',
};

function kindOf({ record }: Exchange): RequestKind | undefined {
  if (record.path !== '/api/chat') return kinds[record.path];
  const { messages } = record.body;
  return Array.isArray(messages) && messages.length > 0 ? 'chat' : 'preload';
}
