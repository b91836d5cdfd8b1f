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
  pauses: Pick<Pauses, 'set' | 'clear'>;
  /** The ids of the asks that workers have at this moment. */
  listRunning: () => Promise<readonly string[]>;
  /** Ends an ask for the sake of the pause. `by` is a display name. False when it had ended before. */
  stopAsk: (askId: string, by: string) => Promise<boolean>;
  /** Tells idle workers that there may be asks to take. */
  wake: () => Promise<void>;
}

export function createCardControl({
  pauses,
  listRunning,
  stopAsk,
  wake,
}: CardControlOptions): CardControl {
  /** One look is enough once the pause stands: what is taken after it a worker gives back instead of beginning it. */
  async function stopRunning(by: string): Promise<number> {
    const askIds = await listRunning();
    const outcomes = await Promise.all(askIds.map((askId) => stopAsk(askId, by)));
    return outcomes.filter(Boolean).length;
  }

  return {
    pause: async (given, { stopRunning: isStopped }) => {
      const pause = await pauses.set(given);
      if (isStopped) return { pause, running: 0, stopped: await stopRunning(given.by.name) };
      return { pause, running: (await listRunning()).length, stopped: 0 };
    },
    resume: async () => {
      const wasPaused = await pauses.clear();
      if (wasPaused) await wake();
      return wasPaused;
    },
  };
}
