// Waits out an outage of Discord, of all of it or of one server, up to a day after the question.
import type { Ask, AskPlace } from '../asks/ask.ts';
import type { Patience } from './patience.ts';
import type { Stage } from './stage.ts';

export interface OutageOptions {
  ask: Ask;
  /** Discord itself does not reach the place now; what it says of it then is not to be believed. */
  isPlaceAway: (place: AskPlace) => boolean;
  patience: Pick<Patience, 'afterOutage' | 'betweenLooks'>;
  stage: Pick<Stage, 'surface'>;
  /** Epoch ms on Discord's clock. */
  discordNow: () => number;
}

/** Both waits resolve to `undeliverable` when it has lasted too long, and reject with the signal's reason. */
export interface Outage {
  /** The place that the reply stands in is out of Discord's own reach. */
  hidesPlace(): boolean;
  /** Until it is back, without a request: each would be one of those that Discord blocks a host for. */
  waitForPlace(): Promise<'undeliverable' | undefined>;
  /** Until the next try. */
  waitForDiscord(): Promise<'undeliverable' | undefined>;
}

const giveUpAfterMs = 24 * 3_600_000;

export function createOutage({
  ask,
  isPlaceAway,
  patience,
  stage,
  discordNow,
}: OutageOptions): Outage {
  const isTooLong = (): boolean => discordNow() - ask.askedAt > giveUpAfterMs;
  const hidesPlace = (): boolean =>
    stage.surface().notice() !== 'answer-by-direct-message' && isPlaceAway(ask.place);

  return {
    hidesPlace,
    waitForPlace: async () => {
      while (hidesPlace()) {
        if (isTooLong()) return 'undeliverable';
        await patience.betweenLooks();
      }
      return undefined;
    },
    waitForDiscord: async () => {
      if (isTooLong()) return 'undeliverable';
      await patience.afterOutage();
      return undefined;
    },
  };
}
