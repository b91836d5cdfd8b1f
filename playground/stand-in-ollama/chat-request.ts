// Reads the body of POST /api/chat as Ollama does, and refuses it in Ollama's words.
import { ServerError } from './server-error.ts';

export interface ChatMessage {
  role: string;
  content: string;
  thinking?: string;
  /** Base64. */
  images?: readonly string[];
}

/** A chat request as sent: what is absent was not in the body. */
export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  stream?: boolean;
  think?: boolean | string;
  shift?: boolean;
  truncate?: boolean;
  /** Seconds, or a Go duration as `10m`; negative means forever. */
  keep_alive?: number | string;
  options?: Readonly<Record<string, unknown>>;
}

const integerOptions = [
  'num_ctx',
  'num_predict',
  'num_keep',
  'num_batch',
  'num_gpu',
  'seed',
  'top_k',
];
const numberOptions = ['temperature', 'top_p', 'min_p', 'repeat_penalty'];
const thinkLevels: ReadonlySet<unknown> = new Set([
  undefined,
  true,
  false,
  'low',
  'medium',
  'high',
  'max',
]);

/** @throws ServerError 400 in the words of the real server */
export function readChatRequest(body: Readonly<Record<string, unknown>>): ChatRequest {
  const request = { ...body, messages: body['messages'] ?? [] } as unknown as ChatRequest;
  if (!request.model) throw new ServerError(400, 'model is required');
  checkOptions(request.options ?? {});
  checkThink(request.think);
  request.messages.forEach(checkImages);
  return request;
}

function checkOptions(options: Readonly<Record<string, unknown>>): void {
  const wrong = (name: string, type: string) =>
    new ServerError(400, `option "${name}" must be of type ${type}`);
  for (const name of integerOptions) {
    if (name in options && !Number.isInteger(options[name])) throw wrong(name, 'integer');
  }
  for (const name of numberOptions) {
    if (name in options && typeof options[name] !== 'number') throw wrong(name, 'float32');
  }
}

function checkThink(think: unknown): void {
  if (thinkLevels.has(think)) return;
  const levels = '"high", "medium", "low", "max", true, or false';
  throw new ServerError(400, `invalid think value: ${JSON.stringify(think)} (must be ${levels})`);
}

/** Go decodes them while it reads the body. */
function checkImages({ images = [] }: ChatMessage): void {
  const isBase64 = (image: unknown): boolean =>
    typeof image === 'string' &&
    /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/u.test(image);
  if (!images.every(isBase64)) throw new ServerError(400, 'illegal base64 data at input byte 0');
}

/** An integer option, or the fallback where it was not sent. */
export function integerOption(request: ChatRequest, name: string, fallback: number): number {
  const value = request.options?.[name];
  return typeof value === 'number' ? value : fallback;
}

const durationUnitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** A `keep_alive` in ms; negative values mean forever (Infinity). @throws ServerError 400 */
export function keepAliveMs(value: number | string | undefined, fallbackMs: number): number {
  if (value === undefined) return fallbackMs;
  const ms = typeof value === 'number' ? value * 1_000 : goDurationMs(value);
  return ms < 0 ? Infinity : ms;
}

function goDurationMs(text: string): number {
  if (!/^-?(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/u.test(text)) {
    throw new ServerError(400, `time: invalid duration ${JSON.stringify(text)}`);
  }
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ms|s|m|h)/gu)) {
    ms += Number(amount) * (durationUnitsMs[unit ?? ''] ?? 0);
  }
  return text.startsWith('-') ? -ms : ms;
}
