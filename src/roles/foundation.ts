// What both roles stand on.
import type { Redis } from 'ioredis';
import type { Closing } from '../closing.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import type { TokenLog } from '../token-log/token-log.ts';

export interface Foundation {
  config: Config;
  log: Logger;
  /** For work that may wait for Redis. */
  redis: Redis;
  /** Of every key. */
  prefix: string;
  tokenLog: TokenLog;
  closing: Closing;
}
