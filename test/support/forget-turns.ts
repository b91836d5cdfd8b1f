// As if the retention were over: nothing of the turns is kept any more.
import { createPatientRedis } from '../../src/redis.ts';
import type { World } from './world.ts';

export async function forgetTurns({ redis: { url, prefix }, log }: World): Promise<void> {
  const redis = createPatientRedis({ url, name: 'test', log: log.logger });
  for (const kind of ['turn', 'turn-owner', 'turn-of', 'conversation']) {
    const keys = await redis.keys(`${prefix}:${kind}:*`);
    if (keys.length > 0) await redis.del(keys);
  }
  await redis.quit();
}
