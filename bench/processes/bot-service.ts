// What the benchmark asks of a process under test, be it a role of Aloud or the plain bot.
import type { Role } from '../../src/config.ts';
import { createMeter, type Usage } from './meter.ts';
import { serve } from './serve.ts';

export interface BotSettings {
  /** One role a process, so that their costs can be told apart. The plain bot has but one. */
  role: Role;
  discord: { apiUrl: string; botToken: string };
  redisUrl: string;
  ollamaUrl: string;
  /** Asks that a worker answers at once. */
  concurrency: number;
}

export interface Running {
  close(): Promise<void>;
}

export type BotService = ReturnType<typeof createBotService>;

/** Serves one bot; `open` resolves when it is at work. */
export function serveBot(open: (settings: BotSettings) => Promise<Running>): void {
  serve(createBotService(open));
}

function createBotService(open: (settings: BotSettings) => Promise<Running>) {
  const meter = createMeter();
  let running: Running | undefined;
  return {
    open: async (settings: BotSettings): Promise<void> => {
      running = await open(settings);
    },
    startMeter: (): void => meter.start(),
    readMeter: (): Usage => meter.read(),
    close: async (): Promise<void> => running?.close(),
  };
}
