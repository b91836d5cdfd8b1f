// A process with one role of Aloud, as `npm start -- bot` or `-- worker` would run it.
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { serveBot } from './bot-service.ts';

serveBot(async ({ role, discord, redisUrl, ollamaUrl, concurrency }) => {
  const environment = {
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    REDIS_URL: redisUrl,
    OLLAMA_HOST: ollamaUrl,
  };
  const app = createApp({
    // The setting ends at 64: no GPU answers hundreds at once, but the figures should.
    config: { ...readConfig(environment, [role]), workerConcurrency: concurrency },
    log: createLogger({ level: 'warn', destination: process.stderr }),
    onFatal: (error) => {
      throw error;
    },
  });
  await app.ready;
  return app;
});
