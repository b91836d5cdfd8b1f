// The whole app in this process, in a world of its own.
import { createApp, type App } from '../../src/app.ts';
import { readConfig, type Config, type Role } from '../../src/config.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

export interface StartOptions {
  roles?: readonly Role[];
  config?: Partial<Config>;
  /** The privileged intent, granted and used. */
  messageContent?: boolean;
}

export interface TestApp extends World, App {}

/** The environment of a process that lives in the world. */
export function environmentOf({ discord, ollama, redis }: World): Record<string, string> {
  return {
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    REDIS_URL: redis.url,
    REDIS_PREFIX: redis.prefix,
    OLLAMA_HOST: ollama.url,
    LOG_LEVEL: 'debug',
  };
}

/** Resolves when these roles (both by default) are at work; they are closed with the world at the latest. */
export async function startApp(
  world: World,
  { roles, config, messageContent = false }: StartOptions = {},
): Promise<App> {
  const env = { ...environmentOf(world), ...(messageContent && { MESSAGE_CONTENT: 'on' }) };
  const settings = { ...readConfig(env, roles), ...config };
  const app = createApp({
    config: settings,
    log: world.log.logger,
    onFatal: (error) => world.log.logger.fatal({ err: error }, 'cannot-go-on'),
  });
  world.closeLater(app.close);
  await app.ready;
  return app;
}

/** A world with one app in it, ready for asks. */
export async function openApp(options: WorldOptions & StartOptions = {}): Promise<TestApp> {
  const { messageContent = false, discord } = options;
  const world = await openWorld({ ...options, discord: { messageContent, ...discord } });
  const app = await startApp(world, options);
  return { ...world, ...app };
}
