// How long something usually takes, by what: the median of its last few times.

export interface UsualTimes {
  add: (key: string, ms: number) => void;
  usualMs: (key: string) => number | undefined;
}

const keptTimes = 5;

export function createUsualTimes(): UsualTimes {
  const times = new Map<string, number[]>();
  return {
    add: (key, ms) => void times.set(key, [...(times.get(key) ?? []), ms].slice(-keptTimes)),
    usualMs: (key) => {
      const sorted = times.get(key)?.toSorted((one, other) => one - other) ?? [];
      return sorted[Math.floor((sorted.length - 1) / 2)];
    },
  };
}
