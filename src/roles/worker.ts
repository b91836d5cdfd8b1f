// The role `worker`: answers asks beside an Ollama. Holds no secret of Discord.
import { createGeneration } from '../generation/generation.ts';
import { createCard, type Card } from '../gpu/card.ts';
import { createQuietHours } from '../gpu/quiet-hours.ts';
import { unloadModels } from '../models/unload.ts';
import type { Foundation } from './foundation.ts';

/** A hand-back takes milliseconds, and one round to Redis for each job. */
const handBackLimitMs = 2_000;

export function openWorker(foundation: Foundation): void {
  const card = openCard(foundation, () => generation.refreshReport());
  const generation = createGeneration({ ...foundation, card });
  foundation.closing.add(generation.close, { limitMs: handBackLimitMs });
}

function openCard(foundation: Foundation, onChange: () => void): Card {
  const { config, redis, prefix, log, closing } = foundation;
  const card = createCard({
    redis,
    prefix,
    quietHours: createQuietHours(config.quietHours),
    unloadAll: (signal) => unloadModels({ host: config.ollamaHost, signal }),
    onChange,
    wake: () => Promise.resolve(),
    log,
  });
  closing.add(card.close);
  return card;
}
