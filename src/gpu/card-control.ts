// What an operator does with the card: takes it back from all workers, and gives it again.
import type { NewPause, Pause, Pauses } from './pause.ts';

export interface CardControl {
  /** Asks that run go on to their end, unless they are to be stopped; those that wait stay in the line. */
  pause(pause: NewPause, options: { stopRunning: boolean }): Promise<PauseOutcome>;
  /** False when nothing was paused. */
  resume(): Promise<boolean>;
}

export interface PauseOutcome {
  pause: Pause;
  /** How many asks go on to their end. */
  running: number;
  stopped: number;
}

export interface CardControlOptions {
  pauses: Pauses;
  /** The ids of the asks that workers have at this moment. */
  listRunning: () => Promise<readonly string[]>;
  /** Ends an ask for the sake of the pause. `by` is a display name. False when it had ended before. */
  stopAsk: (askId: string, by: string) => Promise<boolean>;
  /** Tells idle workers that there may be asks to take. */
  wake: () => Promise<void>;
}

/** A worker that asked just before the pause stood may take one more ask just after the first look. */
const looks = 3;

export function createCardControl({
  pauses,
  listRunning,
  stopAsk,
  wake,
}: CardControlOptions): CardControl {
  async function stopRunning(by: string): Promise<number> {
    const seen = new Set<string>();
    let stopped = 0;
    for (let left = looks; left > 0; left -= 1) {
      const fresh = (await listRunning()).filter((askId) => !seen.has(askId));
      for (const askId of fresh) seen.add(askId);
      const outcomes = await Promise.all(fresh.map((askId) => stopAsk(askId, by)));
      stopped += outcomes.filter(Boolean).length;
    }
    return stopped;
  }

  return {
    pause: async (given, { stopRunning: isStopped }) => {
      const pause = await pauses.set(given);
      if (isStopped) return { pause, running: 0, stopped: await stopRunning(given.by) };
      return { pause, running: (await listRunning()).length, stopped: 0 };
    },
    resume: async () => {
      const wasPaused = await pauses.clear();
      if (wasPaused) await wake();
      return wasPaused;
    },
  };
}
