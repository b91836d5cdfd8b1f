// The models that operators have taken from the servers. Whatever else is installed may be used. The set has no expiry.
import type { Redis } from 'ioredis';
import { failingWith } from '../errors.ts';

/** Names are compared without regard to case, as Ollama does. All throw TASKS_UNAVAILABLE when Redis fails. */
export interface DeniedModels {
  /** In lower case. */
  list(): Promise<ReadonlySet<string>>;
  /** False when it was denied already. */
  deny(model: string): Promise<boolean>;
  /** False when it was not denied. */
  allow(model: string): Promise<boolean>;
}

export interface DeniedModelsOptions {
  redis: Redis;
  prefix: string;
}

export function createDeniedModels({ redis, prefix }: DeniedModelsOptions): DeniedModels {
  const key = `${prefix}:models-denied`;
  return {
    list: async () => new Set(await known(redis.smembers(key))),
    deny: async (model) => (await known(redis.sadd(key, model.toLowerCase()))) === 1,
    allow: async (model) => (await known(redis.srem(key, model.toLowerCase()))) === 1,
  };
}

export function isDenied(denied: ReadonlySet<string>, model: string): boolean {
  return denied.has(model.toLowerCase());
}

const known = <T>(work: Promise<T>): Promise<T> => failingWith('TASKS_UNAVAILABLE', work);
