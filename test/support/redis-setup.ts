// Starts the Redis of a layer's tests, before its first file. Named in vitest.config.ts.
import type { TestProject } from 'vitest/node';
import { startRedis } from '../../playground/redis.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    redisUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startRedis();
  project.provide('redisUrl', server.url);
  return () => server.close();
}
