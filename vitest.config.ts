import { defineConfig } from 'vitest/config';

/** Layers of CONTRIBUTING.md. Unit and corpus tests need nothing; the others start what they need themselves. */
const layer = (name: string, options: { timeoutMs: number; withRedis?: boolean }) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: options.timeoutMs,
    hookTimeout: options.timeoutMs,
    globalSetup: options.withRedis ? ['test/support/redis-setup.ts'] : [],
  },
});

export default defineConfig({
  test: {
    // Most tests wait most of the time. More at once would make those slow that take the time.
    maxWorkers: 2,
    projects: [
      layer('unit', { timeoutMs: 5_000 }),
      layer('corpus', { timeoutMs: 120_000 }),
      layer('contract', { timeoutMs: 30_000 }),
      layer('integration', { timeoutMs: 60_000, withRedis: true }),
      layer('e2e', { timeoutMs: 120_000, withRedis: true }),
    ],
  },
});
