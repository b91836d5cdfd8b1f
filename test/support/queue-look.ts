// Looks at a line as /queue has them.
import type { Ask } from '../../src/asks/ask.ts';
import type { QueueLook } from '../../src/asks/queue-look.ts';

/** These asks wait, a minute apart, behind one worker. */
export function lookWith(waiting: readonly Ask[], given: Partial<QueueLook> = {}): QueueLook {
  return {
    running: [],
    waiting: waiting.map(({ id, model }, index) => ({
      askId: id,
      model,
      place: index + 1,
      waitMs: (index + 1) * 60_000,
    })),
    waitAt: (place) => place * 60_000,
    asks: new Map(waiting.map((ask) => [ask.id, ask])),
    workers: [{ workerId: 'w', name: 'gpu-1', state: 'ready', models: [] }],
    rest: undefined,
    paces: new Map(),
    ...given,
  };
}
