// What /gpu needs of the bot: the pause, and a look at what it changes. Somebody waits for all of it.
import type { Redis } from 'ioredis';
import type { Asks } from '../asks/asks.ts';
import { within } from '../asks/within.ts';
import { BotError } from '../errors.ts';
import type { CardStatus } from '../gateway/card-words.ts';
import { createCardControl, type CardControl } from '../gpu/card-control.ts';
import { createPauses } from '../gpu/pause.ts';
import type { LineLook } from './line-look.ts';

export interface HostCardOptions {
  /** For work that a person waits for. */
  redis: Redis;
  prefix: string;
  asks: Pick<Asks, 'end'>;
  lineLook: Pick<LineLook, 'now'>;
  /** Tells idle workers that there may be asks to take. */
  wake?: () => Promise<void>;
  stepLimitMs: number;
}

export interface HostCard {
  cardControl: CardControl;
  lookAtCard: () => Promise<CardStatus>;
}

export function createHostCard({
  redis,
  prefix,
  asks,
  lineLook,
  wake = () => Promise.resolve(),
  stepLimitMs,
}: HostCardOptions): HostCard {
  async function known<T>(work: Promise<T>): Promise<T> {
    try {
      return await within(stepLimitMs, work);
    } catch (cause) {
      throw new BotError('PAUSE_UNAVAILABLE', { cause });
    }
  }

  const pauses = createPauses({ redis, prefix });
  const control = createCardControl({
    pauses,
    listRunning: async () => (await lineLook.now()).running.map(({ askId }) => askId),
    stopAsk: (askId, by) => asks.end(askId, { type: 'ask-stopped', by, cause: 'pause' }),
    wake,
  });

  async function lookAtCard(): Promise<CardStatus> {
    const [look, pausedBy] = await Promise.all([lineLook.now(), pauses.whose()]);
    const { running, waiting, rest, workers } = look;
    return { pausedBy, rest, workers, running: running.length, waiting: waiting.length };
  }

  return {
    cardControl: {
      pause: (pause, options) => known(control.pause(pause, options)),
      resume: () => known(control.resume()),
    },
    lookAtCard: () => known(lookAtCard()),
  };
}
