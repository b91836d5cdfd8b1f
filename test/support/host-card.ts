// /gpu over the local Discord, as somebody uses it; and the pause as it stands in Redis.
import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import type { Channel, LocalMessage, Person } from '../../playground/local-discord/index.ts';
import type { World } from './world.ts';

export interface PauseValues {
  minutes?: number;
  reason?: string;
  'stop-running'?: boolean;
}

export interface HostCard {
  pause(values?: PauseValues): Promise<string>;
  resume(): Promise<string>;
  status(): Promise<string>;
  /** As its time would: ends the pause without a command. */
  letPauseEnd(): Promise<void>;
}

/** What the person is told, when it is seen by nobody else. */
export async function useGpu(
  { discord }: Pick<World, 'discord'>,
  { by, command, channel, values = {} }: GpuUse,
): Promise<string> {
  const interaction = by.command(`gpu ${command}`, { ...values }, channel ? { channel } : {});
  const isWritten = (): LocalMessage | undefined =>
    interaction.response?.isLoading === false ? interaction.response : undefined;
  const response = await discord.waitFor(isWritten);
  expect(response.onlyFor).toBe(by.user);
  return response.text;
}

export interface GpuUse {
  by: Person;
  command: 'pause' | 'resume' | 'status';
  channel?: Channel;
  values?: PauseValues;
}

/** In the hands of the application's owner. */
export function openHostCard(world: World): HostCard {
  const by = world.discord.people.owner;
  return {
    pause: (values = {}) => useGpu(world, { by, command: 'pause', values }),
    resume: () => useGpu(world, { by, command: 'resume' }),
    status: () => useGpu(world, { by, command: 'status' }),
    letPauseEnd: async () => {
      const redis = new Redis(world.redis.url);
      onTestFinished(() => redis.disconnect());
      await redis.pexpire(`${world.redis.prefix}:generate-pause`, 1);
    },
  };
}
