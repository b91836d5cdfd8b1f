// The local Discord's clock: real time plus an offset that a test can move, so that nobody waits for 15 minutes.

export interface Clock {
  /** Epoch ms. Snowflakes, timestamps, expiries, rate-limit windows and the `Date` header follow it. */
  now(): number;
  /** Moves the clock forward at once. What was due in between runs before this returns. */
  advance(ms: number): void;
  /** Runs `run` once when the clock reaches `dueAt` (epoch ms), by itself or by `advance`. */
  schedule(dueAt: number, run: () => void): void;
  /** Drops everything scheduled. */
  stop(): void;
}

interface Alarm {
  dueAt: number;
  run: () => void;
  timer: NodeJS.Timeout;
}

export function createClock(): Clock {
  const alarms = new Set<Alarm>();
  let offsetMs = 0;
  const now = () => Date.now() + offsetMs;

  const arm = (alarm: Pick<Alarm, 'dueAt' | 'run'>) => {
    const armed: Alarm = {
      ...alarm,
      timer: setTimeout(() => ring(armed), Math.max(0, alarm.dueAt - now())),
    };
    armed.timer.unref();
    alarms.add(armed);
  };
  const ring = (alarm: Alarm) => {
    if (alarms.delete(alarm)) alarm.run();
  };
  const takeAll = () => {
    const taken = [...alarms].toSorted((a, b) => a.dueAt - b.dueAt);
    for (const alarm of taken) clearTimeout(alarm.timer);
    alarms.clear();
    return taken;
  };

  return {
    now,
    advance(ms) {
      if (ms < 0) throw new RangeError('the clock moves forward only');
      offsetMs += ms;
      for (const alarm of takeAll()) {
        if (alarm.dueAt <= now()) alarm.run();
        else arm(alarm);
      }
    },
    schedule: (dueAt, run) => arm({ dueAt, run }),
    stop: () => void takeAll(),
  };
}
