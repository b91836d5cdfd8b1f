// What a worker finds when it looks whether its card rests: the pause of all workers, or quiet hours of its own.
import type { Pauses } from './pause.ts';
import { restOfPause } from './pause.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Rest } from './rest.ts';

export interface LookAtRestOptions {
  pauses: Pick<Pauses, 'get'>;
  quietHours: QuietHours;
  /** Epoch ms on the host's clock, which the quiet hours are told by. */
  now: () => number;
}

export type LookAtRest = () => Promise<Rest | undefined>;

export function createLookAtRest({ pauses, quietHours, now }: LookAtRestOptions): LookAtRest {
  return async () => {
    const pause = await pauses.get();
    if (pause) return throughQuietHours(restOfPause(pause), quietHours);
    const until = quietHours.untilWhen(now());
    return until === undefined ? undefined : { cause: 'quiet-hours', until };
  };
}

/** Whoever is told 20:00 must not find the card at rest then: quiet hours that have begun by then belong to this rest. */
function throughQuietHours(pause: Rest, quietHours: QuietHours): Rest {
  if (pause.until === undefined) return pause;
  return { ...pause, until: quietHours.untilWhen(pause.until) ?? pause.until };
}
