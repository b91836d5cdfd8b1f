// Takes the times of one run while its entries are written.
import type { RecordedRun } from '../models/recorded-runs.ts';
import type { LogEntry } from '../token-log/entries.ts';

export interface RunClock {
  /** Called with each entry as it is written. */
  see(entry: LogEntry): void;
  /** Called when a prompt is sent. `weight` is undefined where not all of it is text. */
  sendPrompt(weight: number | undefined): void;
  /** What the run took up to now; undefined when the model has said nothing. */
  run(): RecordedRun | undefined;
}

/** `now`: ms, never set back. */
export function createRunClock({ now = () => performance.now() } = {}): RunClock {
  let beganAt = now();
  let loadMs: number | undefined;
  let isLoading = false;
  let promptAt = beganAt;
  let textAt: number | undefined;
  let tokens = 0;
  let promptWeight: number | undefined;
  let promptTokens = 0;

  function beginPrompt(): void {
    promptAt = now();
    if (isLoading) loadMs = promptAt - beganAt;
    isLoading = false;
  }

  return {
    see: (entry) => {
      if (entry.type === 'server-wait') beganAt = now();
      else if (entry.type === 'load-start') isLoading = true;
      else if (entry.type === 'prompt-start') beginPrompt();
      else if (entry.type === 'reasoning-delta' || entry.type === 'answer-delta') {
        textAt ??= now();
        tokens += entry.tokens;
      } else if (entry.type === 'ask-done') promptTokens = entry.figures.promptTokens;
    },
    sendPrompt: (weight) => {
      promptWeight = weight;
    },
    run: () => {
      if (textAt === undefined) return undefined;
      const times = { readMs: textAt - promptAt, writeMs: now() - textAt };
      const isPromptKnown = promptWeight !== undefined && promptWeight > 0 && promptTokens > 0;
      return {
        ...times,
        tokens,
        ...(loadMs !== undefined && { loadMs }),
        ...(isPromptKnown && { promptWeight, promptTokens }),
      };
    },
  };
}
