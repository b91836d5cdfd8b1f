// Why a worker takes no asks for a while, and until when. Published by workers, shown to whoever waits.
import { z } from 'zod';

export const rest = z.object({
  /** An operator took the card back, or it is the time of day at which its host keeps it. */
  cause: z.enum(['pause', 'quiet-hours']),
  /** Epoch ms; without it the rest lasts until an operator ends it. */
  until: z.number().optional(),
  /** In an operator's own words: shown only as a quote. */
  reason: z.string().optional(),
});

export type Rest = z.infer<typeof rest>;
