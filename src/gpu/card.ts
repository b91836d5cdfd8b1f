// The worker's side of the host's card: whether it rests, what its memory holds when it begins to, and who has to know.
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import { createLookAtRest } from './look-at-rest.ts';
import { createPauses } from './pause.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Rest } from './rest.ts';

export interface Card {
  /** Asked before an ask is taken, and again before it begins: none does while the card rests. Waits for Redis. */
  isResting(): Promise<boolean>;
  /** As of the last look: at most about a second old while Redis is there. */
  rest(): Rest | undefined;
  /** An ask begins, and runs here until the returned function is called: so long its model stays in memory. */
  use(): () => void;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** That of a host who never wants it back. */
export const restlessCard: Card = {
  isResting: () => Promise.resolve(false),
  rest: () => undefined,
  use: () => () => undefined,
  close: () => Promise.resolve(),
};

export interface CardOptions {
  redis: Redis;
  /** Of every key of this bot. */
  prefix: string;
  quietHours: QuietHours;
  /** Frees the memory of the card. */
  unloadAll: (signal: AbortSignal) => Promise<unknown>;
  /** Called when `rest()` gives something else, and when the memory has been freed. */
  onChange: () => void;
  /** Tells idle workers that there may be asks to take: the rest is over. */
  wake: () => Promise<void>;
  log: Logger;
  lookMs?: number;
  /** Epoch ms on the host's clock. */
  now?: () => number;
}

/** How many looks pass at most between two tries to free the memory. */
const mostSkipped = 60;

export function createCard(options: CardOptions): Card {
  const { redis, prefix, quietHours, unloadAll, onChange, wake, log } = options;
  const { lookMs = 1_000, now = Date.now } = options;
  const lookAtRest = createLookAtRest({ pauses: createPauses({ redis, prefix }), quietHours, now });
  const closing = new AbortController();
  let rest: Rest | undefined;
  let asksHere = 0;
  /** Once a rest, unless an ask loaded a model since: the host may load models of his own meanwhile. */
  let isFreed = false;
  let failures = 0;
  let looksToSkip = 0;
  let freeing: Promise<void> | undefined;

  async function look(): Promise<Rest | undefined> {
    const found = await lookAtRest();
    if (!closing.signal.aborted && !isSame(rest, found)) change(found);
    return found;
  }

  function change(found: Rest | undefined): void {
    rest = found;
    if (found) log.info({ cause: found.cause, until: found.until }, 'card-rests');
    else endRest();
    onChange();
    freeIfIdle();
  }

  function endRest(): void {
    isFreed = false;
    failures = 0;
    looksToSkip = 0;
    log.info('card-works');
    wake().catch((error: unknown) => log.debug({ err: error }, 'workers-not-woken'));
  }

  function freeIfIdle(): void {
    if (!rest || isFreed || asksHere > 0 || closing.signal.aborted) return;
    isFreed = true;
    freeing = unloadAll(closing.signal).then(onChange, freeLater);
  }

  /** The host may well have stopped Ollama: told once a rest. */
  function freeLater(error: unknown): void {
    if (closing.signal.aborted) return;
    log[failures === 0 ? 'warn' : 'debug']({ err: error }, 'models-not-unloaded');
    isFreed = false;
    failures += 1;
    looksToSkip = Math.min(2 ** failures, mostSkipped);
  }

  function tryAgain(): void {
    if (looksToSkip > 0) looksToSkip -= 1;
    else freeIfIdle();
  }

  /** One at a time: while Redis is away they would pile up. */
  let passingLook: Promise<unknown> | undefined;
  function lookInPassing(): void {
    passingLook ??= look()
      .then(tryAgain)
      .catch((error: unknown) => log.debug({ err: error }, 'rest-not-known'))
      .finally(() => {
        passingLook = undefined;
      });
  }

  lookInPassing();
  const timer = setInterval(lookInPassing, lookMs);
  return {
    isResting: async () => (await look()) !== undefined,
    rest: () => rest,
    use: () => {
      asksHere += 1;
      isFreed = false;
      let isOver = false;
      return () => {
        asksHere -= isOver ? 0 : 1;
        isOver = true;
        freeIfIdle();
      };
    },
    close: async () => {
      clearInterval(timer);
      closing.abort();
      await freeing;
    },
  };
}

function isSame(one: Rest | undefined, other: Rest | undefined): boolean {
  return (
    one?.cause === other?.cause && one?.until === other?.until && one?.reason === other?.reason
  );
}
