// Work that must not overtake other work of its kind, while that of other kinds goes on beside it.

export interface InOrder {
  /** Begins when all of the same key has ended that was given before. */
  run(key: string, work: () => Promise<void>): Promise<void>;
  /** The same, but nothing waits for it in turn. */
  runBeside(key: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** The work itself must not reject. */
export function createInOrder(): InOrder {
  const last = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();

  function begin(key: string, work: () => Promise<void>): Promise<void> {
    const done = (last.get(key) ?? Promise.resolve())
      .then(work)
      .finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  }

  return {
    run: (key, work) => {
      const done = begin(key, work).finally(() => {
        if (last.get(key) === done) last.delete(key);
      });
      last.set(key, done);
      return done;
    },
    runBeside: begin,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
