// A line for a fixed number of slots: first come, first served, without a bound, left at once on abort.
import { ClientLeft } from './pause.ts';

export interface Slots {
  /** Resolves with the function that gives the slot back. @throws ClientLeft when aborted first */
  take: (signal: AbortSignal) => Promise<() => void>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const line: Array<() => void> = [];

  const giveBack = () => {
    const next = line.shift();
    if (next) next();
    else free += 1;
  };

  /** A slot is given back once, however often its holder says so. */
  const hold = () => {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      giveBack();
    };
  };

  const join = (signal: AbortSignal) =>
    new Promise<() => void>((resolve, reject) => {
      const leave = () => {
        line.splice(line.indexOf(enter), 1);
        reject(new ClientLeft());
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve(hold());
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(enter);
    });

  return {
    take: (signal) => {
      if (signal.aborted) return Promise.reject(new ClientLeft());
      if (free === 0) return join(signal);
      free -= 1;
      return Promise.resolve(hold());
    },
  };
}
