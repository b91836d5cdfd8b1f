// What `think` does to a model, by the server's version (the field `think` came with Ollama 0.9.0).
import type { ChatRequest } from './chat-request.ts';
import type { StandInModel } from './models.ts';
import type { ReasoningMode } from './script.ts';
import { ServerError } from './server-error.ts';

/** Where the reasoning goes. @throws ServerError 400 for a model without the capability */
export function resolveThinking(
  request: ChatRequest,
  model: StandInModel,
  version: string,
): ReasoningMode {
  if (model.reasoning === 'native') return nativeMode(request, version);
  const isRefused = request.think === false && !isAtLeast(version, '0.12.5');
  if (isRefused || (request.think !== undefined && request.think !== false))
    throw refusal(request, model);
  return model.reasoning;
}

/** Unset means `true` since 0.12.4; before that the tags stand in the text. */
function nativeMode(request: ChatRequest, version: string): ReasoningMode {
  if (request.think === undefined) return isAtLeast(version, '0.12.4') ? 'native' : 'inline';
  return request.think === false ? 'none' : 'native';
}

function refusal(request: ChatRequest, model: StandInModel): ServerError {
  const hint = '. Pull the model again to get the latest version with full thinking support';
  return new ServerError(
    400,
    `"${request.model}" does not support thinking${model.reasoning === 'inline' ? hint : ''}`,
  );
}

function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}
