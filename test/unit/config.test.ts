import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const token = 'a-token';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig({ DISCORD_TOKEN: token, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('take the privileged intent on, and nothing but on and off', () => {
    const env = { DISCORD_TOKEN: token, MESSAGE_CONTENT: 'on' };
    expect(readConfig(env).discord?.readsMessages).toBe(true);
    expect(problemsOf({ ...env, MESSAGE_CONTENT: 'yes' })).toEqual([
      'MESSAGE_CONTENT must be on or off.',
    ]);
  });

  it('need nothing but the Discord token', () => {
    expect(readConfig({ DISCORD_TOKEN: token })).toEqual({
      roles: ['bot', 'worker'],
      discord: {
        token,
        apiUrl: 'https://discord.com/api',
        readsMessages: false,
        guildId: undefined,
      },
      operatorIds: [],
      redisUrl: 'redis://127.0.0.1:6379',
      redisPrefix: 'aloud',
      ollamaHost: 'http://127.0.0.1:11434',
      defaultModel: 'deepseek-r1:8b',
      modelHosts: [],
      workerName: undefined,
      workerConcurrency: 1,
      contextTokens: 16_384,
      maxAnswerTokens: 8_192,
      maxReasoningTokens: 7_168,
      keepAlive: '30m',
      quietHours: { spans: [], zone: undefined },
      retentionDays: 7,
      reasoningDisplay: 'spoiler',
      watchdogs: {
        firstTokenMs: 600_000,
        tokenGapMs: 120_000,
        answerMs: 3_600_000,
        loadMs: 1_800_000,
        serverWaitMs: 60_000,
      },
      logLevel: 'info',
      healthFile: undefined,
    });
  });

  it('need no Discord token for a worker, and drop one that is there', () => {
    expect(readConfig({}, ['worker']).discord).toBeUndefined();
    expect(readConfig({ DISCORD_TOKEN: token }, ['worker']).discord).toBeUndefined();
  });

  it('say where to get the token when a bot has none', () => {
    expect(() => readConfig({}, ['bot'])).toThrow(/DISCORD_TOKEN is missing: copy it from/);
  });

  it('name all problems at once', () => {
    const problems = problemsOf({
      REDIS_URL: 'localhost:6379',
      WORKER_CONCURRENCY: 'two',
      OPERATOR_IDS: 'ann',
      KEEP_ALIVE: '30 minutes',
      LOG_LEVEL: 'loud',
      MAX_ANSWER_TOKENS: '16000',
    });
    expect(problems.map((problem) => problem.replace(/ .*/, '')).toSorted()).toEqual([
      'KEEP_ALIVE',
      'LOG_LEVEL',
      'MAX_ANSWER_TOKENS',
      'OPERATOR_IDS',
      'REDIS_URL',
      'WORKER_CONCURRENCY',
    ]);
  });

  it('never repeat a value in a problem, since it may be a secret', () => {
    expect(problemsOf({ REDIS_URL: 'http://:hunter2@host' }).join()).not.toContain('hunter2');
  });

  it('count an empty variable as absent', () => {
    expect(readConfig({ DISCORD_TOKEN: token, DISCORD_GUILD_ID: ' ' }).discord?.guildId).toBe(
      undefined,
    );
    expect(() => readConfig({ DISCORD_TOKEN: '' })).toThrow(ConfigError);
  });

  it('refuse an answer limit above three quarters of the context', () => {
    expect(problemsOf({ CONTEXT_TOKENS: '4096', MAX_ANSWER_TOKENS: '3072' })).toEqual([]);
    expect(problemsOf({ CONTEXT_TOKENS: '4096', MAX_ANSWER_TOKENS: '3073' })).toEqual([
      'MAX_ANSWER_TOKENS must be at most three quarters of CONTEXT_TOKENS: the question needs room too.',
    ]);
  });

  it('leave an eighth of the answer to what follows the reasoning, unless the host says otherwise', () => {
    const reasoningLimit = (env: Record<string, string>) =>
      readConfig(env, ['worker']).maxReasoningTokens;
    expect(reasoningLimit({ MAX_ANSWER_TOKENS: '4097' })).toBe(3_584);
    expect(reasoningLimit({ MAX_REASONING_TOKENS: '8192' })).toBe(8_192);
  });

  it('refuse a reasoning limit above that of the answer', () => {
    expect(problemsOf({ MAX_ANSWER_TOKENS: '4096', MAX_REASONING_TOKENS: '4096' })).toEqual([]);
    expect(problemsOf({ MAX_REASONING_TOKENS: '8193', LOG_LEVEL: 'loud' })).toEqual([
      expect.stringMatching(/^LOG_LEVEL /),
      'MAX_REASONING_TOKENS must be at most MAX_ANSWER_TOKENS, which counts the reasoning too.',
    ]);
  });

  it('take OLLAMA_HOST in every form that Ollama takes, and nothing else', () => {
    const problems = ['gpu-box', ':8080', '0.0.0.0:11434', 'https://ann:pw@gpu-box/ollama'].flatMap(
      (host) => problemsOf({ OLLAMA_HOST: host }),
    );
    expect(problems).toEqual([]);
    expect(problemsOf({ OLLAMA_HOST: 'gpu box' })).toHaveLength(1);
  });

  it.each([
    ['300', 300],
    ['-1', -1],
    ['1h30m', '1h30m'],
  ])('read KEEP_ALIVE %j as Ollama takes it', (given, expected) => {
    expect(readConfig({ KEEP_ALIVE: given }, ['worker']).keepAlive).toBe(expected);
  });

  it('take quiet hours with their zone', () => {
    const env = { QUIET_HOURS: '23:00-07:00', QUIET_HOURS_ZONE: 'Europe/Berlin' };
    expect(readConfig(env, ['worker']).quietHours).toEqual({
      spans: [{ fromMinute: 1_380, toMinute: 420 }],
      zone: 'Europe/Berlin',
    });
    expect(problemsOf({ QUIET_HOURS: 'at night', QUIET_HOURS_ZONE: 'Berlin' })).toEqual([
      'QUIET_HOURS must be times like 23:00-07:00, by commas, that leave some of the day.',
      'QUIET_HOURS_ZONE must be a time zone like Europe/Berlin.',
    ]);
  });

  it('take operators by comma, space or line', () => {
    const ids = '100000000000000001, 100000000000000002\n100000000000000003';
    expect(readConfig({ OPERATOR_IDS: ids }, ['worker']).operatorIds).toHaveLength(3);
  });
});
