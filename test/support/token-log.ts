// Token logs of a test: each is a process's own, with connections of its own.
import { onTestFinished } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import type { LogEntry, StoredEntry } from '../../src/token-log/entries.ts';
import { createTokenLog, type TokenLog } from '../../src/token-log/token-log.ts';
import type { TestRedis } from './redis.ts';

export const silentLog = createLogger({ level: 'silent' });

/** Closed with the test. */
export function openTokenLog({ url, prefix }: Pick<TestRedis, 'url' | 'prefix'>): TokenLog {
  const redis = createPatientRedis({ url, name: 'commands', log: silentLog });
  const reader = createPatientRedis({ url, name: 'token-log', log: silentLog });
  const tokenLog = createTokenLog({ redis, reader, prefix, retentionDays: 7, log: silentLog });
  onTestFinished(async () => {
    await tokenLog.close();
    await closeRedis(redis);
  });
  return tokenLog;
}

export const answerDelta = (text: string): LogEntry => ({ type: 'answer-delta', text, tokens: 1 });

/** What a follower of the log has been handed so far, as one text; other entries as `<type>`. */
export function heard(tokenLog: TokenLog, askId: string, signal = new AbortController().signal) {
  const entries: StoredEntry[] = [];
  tokenLog.follow(askId, (fresh) => entries.push(...fresh), signal);
  return {
    entries,
    text: () => entries.map((entry) => ('text' in entry ? entry.text : `<${entry.type}>`)).join(''),
  };
}
