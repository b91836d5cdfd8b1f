// A model in memory: who uses it, its slots, and when it may leave.
import { createSlots } from './slots.ts';
import type { Slots } from './slots.ts';
import type { StandInModel } from './models.ts';

/** What a loaded model was loaded with: a request that differs makes Ollama load it anew. */
export interface LoadSettings {
  contextTokens: number;
  shift: boolean;
}

export interface Runner {
  model: StandInModel;
  settings: LoadSettings;
  slots: Slots;
  /** Counts a request in; the returned function counts it out and starts the keep-alive anew. */
  use: (keepAliveMs: number) => () => void;
  isInUse: () => boolean;
  /** Epoch ms; Infinity means never. */
  expiresAt: () => number;
  /** Resolves when nobody uses it. */
  idle: () => Promise<void>;
}

export interface RunnerOptions {
  model: StandInModel;
  settings: LoadSettings;
  parallel: number;
  now: () => number;
}

export function createRunner({ model, settings, parallel, now }: RunnerOptions): Runner {
  let users = 0;
  let expiresAt = Infinity;
  const idleWaiters: Array<() => void> = [];

  const leave = (keepAliveMs: number) => {
    users -= 1;
    expiresAt = now() + keepAliveMs;
    if (users === 0) for (const resolve of idleWaiters.splice(0)) resolve();
  };

  return {
    model,
    settings,
    slots: createSlots(parallel),
    isInUse: () => users > 0,
    expiresAt: () => expiresAt,
    idle: () =>
      users === 0
        ? Promise.resolve()
        : new Promise<void>((resolve) => void idleWaiters.push(resolve)),
    use: (keepAliveMs) => {
      users += 1;
      let isUsing = true;
      return () => {
        if (isUsing) leave(keepAliveMs);
        isUsing = false;
      };
    },
  };
}

export function hasSettings(runner: Runner, settings: LoadSettings): boolean {
  return (
    runner.settings.contextTokens === settings.contextTokens &&
    runner.settings.shift === settings.shift
  );
}
