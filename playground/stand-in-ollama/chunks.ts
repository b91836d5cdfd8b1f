// The JSON of /api/chat's answers, field for field as Ollama writes them: empty fields left out, durations in ns.
import type { ScriptChunk } from './script.ts';

export interface Metrics {
  totalMs: number;
  loadMs: number;
  promptTokens: number;
  promptMs: number;
  tokens: number;
  generationMs: number;
}

/** Who answers: `remote` where the model is an alias of one elsewhere. */
export interface Source {
  model: string;
  remote?: { host: string; model: string } | undefined;
}

const nanoseconds = (ms: number) => Math.round(ms * 1e6);

function head({ model, remote }: Source) {
  return {
    model,
    ...(remote && { remote_model: remote.model, remote_host: remote.host }),
    created_at: new Date().toISOString(),
  };
}

function message({ thinking, content }: ScriptChunk) {
  return { role: 'assistant', content: content ?? '', ...(thinking && { thinking }) };
}

/** One streamed token. */
export function tokenChunk(source: Source, chunk: ScriptChunk) {
  return { ...head(source), message: message(chunk), done: false };
}

/** The closing chunk; with `stream: false` the only one, holding the whole text. */
export function finalChunk(
  source: Source,
  end: { text?: ScriptChunk; doneReason: string; metrics: Metrics },
) {
  const { metrics } = end;
  return {
    ...head(source),
    message: message(end.text ?? {}),
    done: true,
    done_reason: end.doneReason,
    total_duration: nanoseconds(metrics.totalMs),
    load_duration: nanoseconds(metrics.loadMs),
    prompt_eval_count: metrics.promptTokens,
    prompt_eval_duration: nanoseconds(metrics.promptMs),
    eval_count: metrics.tokens,
    eval_duration: nanoseconds(metrics.generationMs),
  };
}

/** What a chat without messages gets: `load` after a preload, `unload` for `keep_alive: 0`. */
export function loadChunk(source: Source, doneReason: 'load' | 'unload') {
  return { ...head(source), message: message({}), done: true, done_reason: doneReason };
}
