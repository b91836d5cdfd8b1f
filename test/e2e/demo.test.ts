import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { startDemo, type DemoProcess } from '../support/demo-process.ts';
import { startStandIn } from '../support/stand-in.ts';

const ask = ['--ask', 'Why is the sky blue?'];
/** Quick, and still with something to see. */
const quick = ['--tokens-per-second', '150'];

async function finish(demo: DemoProcess): Promise<{ exitCode: number | null; errors: string }> {
  const exitCode = await demo.exitCode;
  return { exitCode, errors: demo.errors() };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function writeRecording(lines: readonly object[]): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'aloud-recording-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const file = path.join(dir, 'recording.ndjson');
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return file;
}

describe('the demo with one question', () => {
  it('says that a stand-in answers, prints every phase and then the whole answer as plain text', async () => {
    const demo = await startDemo({ words: ask });
    expect(await finish(demo)).toEqual({ exitCode: 0, errors: '' });
    const output = demo.output();
    expect(output).toContain(
      'Model: a stand-in, not a real one. No Ollama answers at http://127.0.0.1:1.',
    );
    expect(output).toMatch(/Ann used \/ask[\s\S]+Loading [\s\S]+Thinking [\s\S]+Answering/u);
    const lastState = output.split('Ann used /ask\n').at(-1) ?? '';
    expect(lastState).toContain('│ Why is the sky blue?');
    expect(lastState).toContain('░ Thought for');
    expect(lastState).toMatch(
      /I am a stand-in[\s\S]+tokens\/s · .+ in all\n\[ Continue in a thread \]  \[ Try again \]\s*$/u,
    );
    expect(lastState).not.toContain('[ Stop ]');
    expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('asks the Ollama of the host when it has a local model', async () => {
    const host = await startStandIn({ script: () => ({ answer: 'Because of the air.' }) });
    const demo = await startDemo({ words: ask, env: { OLLAMA_HOST: host.url } });
    expect(await finish(demo)).toEqual({ exitCode: 0, errors: '' });
    expect(demo.output()).toContain(`Model: deepseek-r1:8b, of the Ollama at ${host.url}.`);
    expect(demo.output()).toContain('Because of the air.');
  });

  it('prints a private answer as the asker sees it', async () => {
    const demo = await startDemo({ words: [...ask, ...quick, '--private'] });
    expect(await finish(demo)).toEqual({ exitCode: 0, errors: '' });
    expect(demo.output()).toMatch(
      /in all · only you\s+can see this\n\[ Try again \]\nOnly you can see this\s*$/u,
    );
  });

  it('prints all pages of a long answer', async () => {
    const answer = Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ');
    const host = await startStandIn({ script: () => ({ answer }) });
    const demo = await startDemo({ words: ask, env: { OLLAMA_HOST: host.url } });
    expect((await finish(demo)).exitCode).toBe(0);
    const lastState = demo.output().split('Ann used /ask').at(-1) ?? '';
    expect(lastState.match(/word\d+/gu)).toEqual(answer.split(' '));
  });

  it('replays a recorded stream', async () => {
    const words = ['<think>', 'Hm', ' hm.', '</think>', 'Rayleigh', ' scattering.'];
    const lines = [
      ...words.map((response) => ({ response, done: false })),
      { response: '', done: true },
    ];
    const demo = await startDemo({ words: [...ask, '--replay', await writeRecording(lines)] });
    expect((await finish(demo)).exitCode).toBe(0);
    expect(demo.output()).toMatch(/░ Hm hm\.\nRayleigh scattering\.\n/u);
  });

  it('shows a recorded response whole, after the question that was recorded with it', async () => {
    const answer = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
    const records = [
      { id: 'first', prompt: 'Another?', reasoning: null, answer: 'Not this.' },
      { id: 'second', prompt: 'Why is it blue?', reasoning: 'Hm hm.', answer },
    ];
    const words = ['--transcript', await writeRecording(records), '--record', 'second'];
    const demo = await startDemo({ words });
    expect(await finish(demo)).toEqual({ exitCode: 0, errors: '' });
    const lastState = demo.output().split('Ann used /ask').at(-1) ?? '';
    expect(lastState).toMatch(/│ Why is it blue\?\n[\s\S]*░ Hm hm\.\n/u);
    expect(lastState.match(/word\d+/gu)).toEqual(answer.split(' '));
  });

  it('says at once when there is no browser for the pictures', async () => {
    const words = [...ask, '--picture', 'never.png'];
    const demo = await startDemo({ words, env: { CHROMIUM: '/nowhere/chromium' } });
    const { exitCode, errors } = await finish(demo);
    expect({ exitCode, output: demo.output() }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('Pictures need Chromium');
  });

  it('exits with 1 when the ask fails, and leaves a log that holds no question', async () => {
    const host = await startStandIn();
    host.fail({ type: 'error-line', afterTokens: 30 }, { times: 20 });
    const demo = await startDemo({ words: ask, env: { OLLAMA_HOST: host.url } });
    const { exitCode, errors } = await finish(demo);
    expect(exitCode).toBe(1);
    expect(demo.output()).toContain('The model server stopped with an error.');
    const [, logFile = ''] =
      /^The question was not answered \(MODEL_ERROR\)\. The bot's log: (.+)$/u.exec(
        errors.trim(),
      ) ?? [];
    const log = await readFile(logFile, 'utf8');
    expect(log).toContain('"msg"');
    expect(log).not.toContain('sky');
  });

  it('exits with 1 when the bot refuses the question', async () => {
    const demo = await startDemo({ words: [...ask, ...quick, '--model', 'missing:1b'] });
    const { exitCode, errors } = await finish(demo);
    expect(exitCode).toBe(1);
    expect(demo.output()).toContain('The model missing:1b is not installed.');
    expect(errors).toContain('The bot did not take the question.');
  });

  it('says what is wrong with its options before it starts anything', async () => {
    const recording = await writeRecording([{ no: 'recording' }]);
    const wrongUses = await Promise.all([
      startDemo({ words: ['--replay', recording] }),
      startDemo({ words: ['Why?'] }),
    ]);
    const [noRecording, noOption] = await Promise.all(wrongUses.map(finish));
    expect(noRecording?.errors).toContain('is no recorded stream');
    expect(noOption?.errors).toContain('npm run demo -- --ask "Why?"');
    expect([noRecording?.exitCode, noOption?.exitCode]).toEqual([2, 2]);
    expect(wrongUses.map((demo) => demo.output())).toEqual(['', '']);
  });
});

describe('the interactive demo', () => {
  it('takes questions one after another, and ends with its input when all are answered', async () => {
    const demo = await startDemo({ words: quick });
    for (const line of ['First?', 'Second?', 'Third?']) demo.type(line);
    demo.endInput();
    expect(await finish(demo)).toEqual({ exitCode: 0, errors: '' });
    expect(demo.output()).toContain('2nd in line');
    expect(
      demo.output().match(/You asked: (?:First|Second|Third)\?[\s\S]*?in all/gu)?.length,
    ).toBeGreaterThanOrEqual(3);
  });

  it('lets a stranger press Stop in vain, and a moderator with effect', async () => {
    const demo = await startDemo({ words: ['--tokens-per-second', '5'] });
    demo.type('Why?');
    await demo.until('Thinking');
    demo.type('/as bob');
    demo.type('/stop');
    await demo.until('Only the person who asked and moderators can stop this answer.');
    demo.type('/as mod');
    demo.type('/stop 1');
    await demo.until(/Stopped by Mod after .+\./u);
    demo.type('/quit');
    expect(await finish(demo)).toEqual({ exitCode: 0, errors: '' });
  });

  it('shows a private answer to nobody else', async () => {
    const demo = await startDemo({ words: quick });
    demo.type('/as bob');
    demo.type('/as ann');
    demo.type('/private Why?');
    demo.type('/as bob');
    demo.type('And why not?');
    demo.endInput();
    expect((await finish(demo)).exitCode).toBe(0);
    expect(demo.output()).toContain('You asked: And why not?');
    expect(demo.output()).not.toContain('You asked: Why?');
  });
});

describe('the end of the demo', () => {
  it.each([
    ['while it starts', /Model: /u],
    ['while an answer comes', /Thinking/u],
  ])('leaves no Redis and no file behind when it is interrupted %s', async (_when, moment) => {
    const demo = await startDemo({ words: ask });
    await demo.until(moment);
    const pids = demo.redisPids();
    demo.interrupt();
    expect(await finish(demo)).toEqual({ exitCode: 130, errors: '' });
    expect(await demo.leftovers()).toEqual([]);
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]));
  });

  it('leaves nothing in the Redis that REDIS_URL names', async () => {
    const redis = new Redis(inject('redisUrl'));
    onTestFinished(() => redis.disconnect());
    const demo = await startDemo({
      words: [...ask, ...quick],
      env: { REDIS_URL: inject('redisUrl') },
    });
    await demo.until('Ann used /ask');
    expect(demo.redisPids()).toEqual([]);
    expect(await redis.keys('demo-*')).not.toEqual([]);
    expect(await finish(demo)).toEqual({ exitCode: 0, errors: '' });
    expect(await redis.keys('demo-*')).toEqual([]);
  });

  it('says when OLLAMA_HOST is no address', async () => {
    const demo = await startDemo({ words: ask, env: { OLLAMA_HOST: 'not an address' } });
    const { exitCode, errors } = await finish(demo);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/^OLLAMA_HOST must be an address like .+\n$/u);
  });

  it('says when REDIS_URL does not answer', async () => {
    const demo = await startDemo({ words: ask, env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const { exitCode, errors } = await finish(demo);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/^REDIS_URL does not answer \(.*ECONNREFUSED.*\)\./u);
  });
});
