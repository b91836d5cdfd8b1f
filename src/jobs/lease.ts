// Something that one process at a time does: taken in Redis for a while, and renewed while the process lives.
import type { Redis } from 'ioredis';

export interface Lease {
  /** False when somebody else has it, or has had it since. */
  renew(): Promise<boolean>;
  /** Does nothing when somebody else has it by now. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  redis: Redis;
  key: string;
  /** Nobody else has it. */
  token: string;
  leaseMs: number;
}

const ifOwn = (command: string) =>
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return ${command} end return 0`;
const renewal = ifOwn("redis.call('PEXPIRE', KEYS[1], ARGV[2])");
const giveBack = ifOwn("redis.call('DEL', KEYS[1])");

/** Undefined when somebody else has it. */
export async function takeLease(options: LeaseOptions): Promise<Lease | undefined> {
  const { redis, key, token, leaseMs } = options;
  if ((await redis.set(key, token, 'PX', leaseMs, 'NX')) === null) return undefined;
  return {
    renew: async () => (await redis.eval(renewal, 1, key, token, leaseMs)) === 1,
    release: async () => void (await redis.eval(giveBack, 1, key, token)),
  };
}
