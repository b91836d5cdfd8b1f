// The models in memory, at most so many at a time; a model leaves when its keep-alive is over or another needs room.
import type { StandInModel } from './models.ts';
import { unlessAborted } from './pause.ts';
import { hasSettings } from './runner.ts';
import type { LoadSettings, Runner } from './runner.ts';

export interface Memory {
  running: () => readonly Runner[];
  /** The loaded model, if it was loaded with these settings. */
  find: (model: StandInModel, settings: LoadSettings) => Runner | undefined;
  add: (runner: Runner) => void;
  /** Removes the model's old self, and others where there are too many, once nobody uses them. */
  makeRoomFor: (model: StandInModel, signal: AbortSignal) => Promise<void>;
  /** As soon as nobody uses it. */
  unload: (model: StandInModel) => void;
  /** Everything at once, as when the process dies. */
  clear: () => void;
}

export function createMemory(options: { maxModels: number; now: () => number }): Memory {
  const runners = new Map<string, Runner>();

  const running = () => {
    for (const [name, runner] of runners) {
      if (!runner.isInUse() && runner.expiresAt() <= options.now()) runners.delete(name);
    }
    return [...runners.values()];
  };

  const nextVictim = (model: StandInModel) => {
    const all = running();
    const same = runners.get(model.name);
    if (same || all.length < options.maxModels) return same;
    return all.find((runner) => !runner.isInUse()) ?? all[0];
  };

  return {
    running,
    add: (runner) => void runners.set(runner.model.name, runner),
    clear: () => runners.clear(),
    unload: (model) => runners.get(model.name)?.use(0)(),
    find: (model, settings) =>
      running().find((runner) => runner.model.name === model.name && hasSettings(runner, settings)),
    makeRoomFor: async (model, signal) => {
      for (let victim = nextVictim(model); victim; victim = nextVictim(model)) {
        // Ollama never throws a model out under an answer.
        while (victim.isInUse()) await unlessAborted(victim.idle(), signal);
        runners.delete(victim.model.name);
      }
    },
  };
}
