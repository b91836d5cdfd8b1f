// What Redis has had to do, as it counts itself.
import { createLogger } from '../src/log.ts';
import { closeRedis, createPatientRedis } from '../src/redis.ts';

export interface RedisUse {
  /** Those inside of scripts count too. */
  commands: number;
  receivedBytes: number;
  sentBytes: number;
}

export async function readRedisUse(url: string): Promise<RedisUse> {
  const redis = createPatientRedis({ url, name: 'bench', log: createLogger({ level: 'silent' }) });
  const stats = await redis.info('stats');
  await closeRedis(redis);
  return {
    commands: numberIn(stats, 'total_commands_processed'),
    receivedBytes: numberIn(stats, 'total_net_input_bytes'),
    sentBytes: numberIn(stats, 'total_net_output_bytes'),
  };
}

function numberIn(stats: string, name: string): number {
  return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(stats)?.[1]);
}

export function perAnswer(
  { before, after }: { before: RedisUse; after: RedisUse },
  answers: number,
): RedisUse {
  return {
    commands: (after.commands - before.commands) / answers,
    receivedBytes: (after.receivedBytes - before.receivedBytes) / answers,
    sentBytes: (after.sentBytes - before.sentBytes) / answers,
  };
}
