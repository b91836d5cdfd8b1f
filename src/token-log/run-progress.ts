// How far a run is, told from the beginning of its log without reading all that it wrote.
import type { Redis } from 'ioredis';
import { logKeyOf } from './log-key.ts';
import { fromStream } from './stored-entry.ts';

/** `sinceAt` is epoch ms of the Redis clock. `answering` begins with the reading of the prompt. */
export type RunProgress = { type: 'starting' } | { type: 'loading' | 'answering'; sinceAt: number };

/** Before the first text a log holds a few entries only. */
const lookedAt = 50;

/** Of an ask that was begun again late, the first beginning counts. */
export async function readRunProgress(
  { redis, prefix }: { redis: Redis; prefix: string },
  askId: string,
): Promise<RunProgress> {
  const entries = await redis.xrange(logKeyOf(prefix, askId), '-', '+', 'COUNT', lookedAt);
  return entries
    .map(fromStream)
    .reduce<RunProgress>((progress, { type, at }) => progressAfter(type, at) ?? progress, {
      type: 'starting',
    });
}

function progressAfter(type: string, at: number): RunProgress | undefined {
  switch (type) {
    case 'attempt-start':
    case 'attempt-end':
    case 'server-wait':
      return { type: 'starting' };
    case 'load-start':
      return { type: 'loading', sinceAt: at };
    case 'prompt-start':
      return { type: 'answering', sinceAt: at };
    default:
      return undefined;
  }
}
