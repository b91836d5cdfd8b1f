// What an operator was asked back about: kept until a button is pressed, so that the button needs no more than an id.
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { failingWith } from '../errors.ts';
import { parseJson } from '../parse-json.ts';

const modelWish = z.object({ model: z.string(), machines: z.array(z.string()) });

/** A model, and the machines that it is to be removed from. */
export type ModelWish = z.infer<typeof modelWish>;

/** Both throw TASKS_UNAVAILABLE when Redis fails. */
export interface ModelWishes {
  put(id: string, wish: ModelWish): Promise<void>;
  /** Undefined when it was taken before, or too long ago. */
  take(id: string): Promise<ModelWish | undefined>;
}

/** As long as the message with the buttons can be written over. */
const keepMs = 15 * 60_000;

export function createModelWishes({
  redis,
  prefix,
}: {
  redis: Redis;
  prefix: string;
}): ModelWishes {
  const keyOf = (id: string): string => `${prefix}:model-wish:${id}`;
  return {
    put: async (id, wish) => {
      await known(redis.set(keyOf(id), JSON.stringify(wish), 'PX', keepMs));
    },
    take: async (id) => {
      const stored = await known(redis.getdel(keyOf(id)));
      return modelWish.safeParse(parseJson(stored)).data;
    },
  };
}

const known = <T>(work: Promise<T>): Promise<T> => failingWith('TASKS_UNAVAILABLE', work);
