// The role `worker`: answers asks beside an Ollama. Holds no secret of Discord.
import { createGeneration } from '../generation/generation.ts';
import { createCard, type Card } from '../gpu/card.ts';
import { createQuietHours } from '../gpu/quiet-hours.ts';
import { createWakeUp } from '../jobs/wake-up.ts';
import { unloadModels } from '../models/unload.ts';
import { createPatientRedis } from '../redis.ts';
import type { Foundation } from './foundation.ts';

/** A hand-back takes milliseconds, and one round to Redis for each job. */
const handBackLimitMs = 2_000;

export function openWorker(foundation: Foundation): void {
  const { config, log, closing } = foundation;
  const wakeReader = createPatientRedis({ url: config.redisUrl, name: 'wake-up', log });
  const card = openCard(foundation, () => generation.refreshReport());
  const generation = createGeneration({ ...foundation, wakeReader, card });
  closing.add(generation.close, { limitMs: handBackLimitMs });
}

function openCard(foundation: Foundation, onChange: () => void): Card {
  const { config, redis, prefix, log, closing } = foundation;
  const card = createCard({
    redis,
    prefix,
    quietHours: createQuietHours(config.quietHours),
    unloadAll: (signal) => unloadModels({ host: config.ollamaHost, signal }),
    onChange,
    wake: createWakeUp({ redis, prefix }).ring,
    log,
  });
  closing.add(card.close);
  return card;
}
