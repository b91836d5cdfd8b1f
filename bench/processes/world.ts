// The world around the bot in a process of its own: the local Discord with people who ask, and the stand-in model.
import { createLocalDiscord } from '../../playground/local-discord/index.ts';
import type { LocalDiscord, LocalDiscordOptions } from '../../playground/local-discord/index.ts';
import { createStandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import type { StandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import { askAll, type Asking, type Watched } from './asking.ts';
import { liveAsCommunity, type Community, type CommunityLife } from './community.ts';
import { timeHandOver, type HandOverJobs, type HandOverTimes } from './hand-over-times.ts';
import { serve } from './serve.ts';

export interface WorldSettings {
  latencyMs: number;
  rateLimits: NonNullable<LocalDiscordOptions['rateLimits']>;
  /** Answers that the model gives at once. */
  parallel: number;
}

export interface World {
  discord: LocalDiscord;
  ollama: StandInOllama;
}

export type WorldService = ReturnType<typeof createWorldService>;

serve(createWorldService());

function createWorldService() {
  let opened: World | undefined;
  const world = (): World => {
    if (!opened) throw new Error('the world is not open');
    return opened;
  };

  return {
    open: async ({ parallel, ...settings }: WorldSettings) => {
      const discord = await createLocalDiscord(settings);
      const ollama = await createStandInOllama({ parallel, defaultKeepAliveMs: 3_600_000 });
      opened = { discord, ollama };
      const { apiUrl, botToken, guild } = discord;
      return { discord: { apiUrl, botToken }, guildId: guild.id, ollamaUrl: ollama.url };
    },
    ask: (asking: Asking): Promise<Watched> => askAll(world(), asking),
    live: (community: Community): Promise<CommunityLife> => liveAsCommunity(world(), community),
    timeHandOver: (jobs: HandOverJobs): Promise<HandOverTimes> =>
      timeHandOver(world().ollama, jobs),
    close: async (): Promise<void> => {
      await opened?.discord.close();
      await opened?.ollama.close();
    },
  };
}
