import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { serverBusy } from '../../../playground/stand-in-ollama/faults.ts';
import type { StandInOllama } from '../../../playground/stand-in-ollama/stand-in-ollama.ts';
import { readConfig } from '../../../src/config.ts';
import type { TurnReader } from '../../../src/conversations/redis-turn-store.ts';
import { runGeneration } from '../../../src/generation/run-generation.ts';
import { StartAgain } from '../../../src/jobs/job-runs.ts';
import { createCatalogue } from '../../../src/models/catalogue.ts';
import { createLoader } from '../../../src/models/loader.ts';
import { learnTokenRatio } from '../../../src/models/token-ratio.ts';
import type { TokenLog } from '../../../src/token-log/token-log.ts';
import { failureOf } from '../../support/failure.ts';
import { createGate } from '../../support/gate.ts';
import { openTestRedis } from '../../support/redis.ts';
import { startStandIn } from '../../support/stand-in.ts';
import { heard, openTokenLog, silentLog } from '../../support/token-log.ts';
import { turnsAsking } from '../../support/turns.ts';

const model = 'deepseek-r1:8b';
const script = { reasoning: ['so', ' it. '], answer: ['It ', 'is.'] };

let ollama: StandInOllama;
let tokenLog: TokenLog;

beforeEach(async () => {
  tokenLog = openTokenLog(await openTestRedis());
  ollama = await startStandIn({ script: () => script, parallel: 2 });
});

/** One run of the job of ask 1, and what a follower in another process hears of it. */
function start(given: { attempt?: number; model?: string; turns?: TurnReader } = {}) {
  const job = new AbortController();
  const config = readConfig({ OLLAMA_HOST: ollama.url, SERVER_WAIT_SECONDS: '3' }, ['worker']);
  const loader = createLoader({
    host: ollama.url,
    memory: config,
    loadMs: 10_000,
    isWantedByOthers: () => Promise.resolve(false),
  });
  onTestFinished(() => loader.close());
  const ended = runGeneration({
    job: {
      data: { askId: '1', turnId: '1', model: given.model ?? model },
      attempt: given.attempt ?? 1,
      signal: job.signal,
    },
    config,
    catalogue: createCatalogue({ host: ollama.url }),
    loader,
    tokenLog,
    turns: given.turns ?? turnsAsking('Why?'),
    tokenRatioOf: async () => learnTokenRatio([]),
    log: silentLog,
  });
  return { ended, abort: () => job.abort(new Error('shutdown')), log: heard(tokenLog, '1') };
}

const expectText = (log: { text(): string }, text: string) =>
  vi.waitFor(() => expect(log.text()).toBe(text), { timeout: 5_000, interval: 5 });

/** Resolves to how long it takes until Ollama sees that the last chat is left. */
async function untilLeft(): Promise<number> {
  const startedAt = performance.now();
  await ollama.waitFor(() => ollama.requests.every(({ endedAt }) => endedAt !== undefined));
  return performance.now() - startedAt;
}

describe('a run', () => {
  it('writes everything from its start to its end', async () => {
    const { ended, log } = start();
    await ended;
    await expectText(log, '<attempt-start><prompt-start>so it.It is.<ask-done>');
  });

  it('writes in words why it failed', async () => {
    const { ended, log } = start({ model: 'none:1b' });
    await ended;
    await expectText(log, '<attempt-start><ask-failed>');
    expect(log.entries.at(-1)).toMatchObject({ code: 'MODEL_MISSING', detail: 'none:1b' });
  });

  it('ends when Redis finds fault with what it writes, and tells the asker', async () => {
    const fault = new Error('ERR user_script: attempt to index a nil value');
    fault.name = 'ReplyError';
    const { ended, log } = start();
    vi.spyOn(tokenLog, 'append').mockRejectedValue(fault);
    await ended;
    await vi.waitFor(() => expect(log.entries.at(-1)).toMatchObject({ code: 'INTERNAL' }));
  });

  it('keeps the text so far when the model dies', async () => {
    ollama.fail({ type: 'error-line', afterTokens: 3 });
    const { ended, log } = start();
    await ended;
    await expectText(log, '<attempt-start><prompt-start>so it.It <ask-failed>');
  });

  it('waits for a model server that is away, and goes on when it is back', async () => {
    await ollama.refuseConnections();
    const { ended, log } = start();
    await expectText(log, '<attempt-start><server-wait>');
    await ollama.acceptConnections();
    await ended;
    await vi.waitFor(() =>
      expect(log.text()).toMatch(/^<attempt-start>(<server-wait>)+<prompt-start>so it.It is\./),
    );
  });

  it('says so when the model server stays away', async () => {
    await ollama.refuseConnections();
    const { ended, log } = start();
    await ended;
    await vi.waitFor(() => expect(log.entries.at(-1)).toMatchObject({ type: 'ask-failed' }));
    expect(log.entries.at(-1)).toMatchObject({ code: 'MODEL_SERVER_UNREACHABLE' });
  });

  it('does not count the load of a model as waiting for its server', async () => {
    ollama.fail(serverBusy, { on: 'tags' });
    ollama.pace.loadMs = 2_500;
    ollama.fail({ type: 'cut', afterTokens: 0 });
    const { ended, log } = start();
    await ended;
    await expectText(
      log,
      '<attempt-start><server-wait><load-start><prompt-start><server-wait><prompt-start>so it.It is.<ask-done>',
    );
  });

  it('does not try again where it is refused', async () => {
    ollama.fail({ type: 'html', status: 401 }, { on: 'tags' });
    const { ended, log } = start();
    await ended;
    await expectText(log, '<attempt-start><ask-failed>');
    expect(log.entries.at(-1)).toMatchObject({ code: 'MODEL_SERVER_REFUSED' });
  });

  it('gives up a job that keeps killing its worker', async () => {
    const { ended, log } = start({ attempt: 11 });
    await ended;
    await expectText(log, '<attempt-start><ask-failed>');
    expect(log.entries.at(-1)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });
});

describe('a run whose ask was ended before', () => {
  it('ends without a word to Ollama', async () => {
    await tokenLog.end('1', { type: 'ask-stopped', by: 'Ann' });
    const { ended, log } = start();
    await ended;
    await expectText(log, '<ask-stopped>');
    expect(ollama.requests).toEqual([]);
  });
});

describe('a run whose ask is ended by somebody', () => {
  it.each([
    ['before the first token', 0],
    ['while it thinks', 1],
    ['while it answers', 3],
  ])('leaves Ollama within 100 ms %s', async (_title, afterTokens) => {
    ollama.fail({ type: 'hang', afterTokens });
    const { ended, log } = start();
    await ollama.waitFor(() => ollama.chats().length > 0);
    await vi.waitFor(() => expect(log.text()).toContain(['', 'so', 'so', 'It'][afterTokens]));
    await tokenLog.end('1', { type: 'ask-stopped', by: 'Ann' });
    expect(await untilLeft()).toBeLessThan(100);
    await ended;
    await vi.waitFor(() => expect(log.text()).toMatch(/<ask-stopped>$/));
  });

  it('leaves Ollama within 100 ms while it loads', async () => {
    ollama.fail({ type: 'slow-load', until: createGate().opened });
    const { ended, log } = start();
    await vi.waitFor(() => expect(log.text()).toContain('<load-start>'));
    await tokenLog.end('1', { type: 'ask-stopped', by: 'Ann' });
    expect(await untilLeft()).toBeLessThan(100);
    await ended;
    await vi.waitFor(() => expect(log.text()).toMatch(/<ask-stopped>$/));
  });
});

describe('a run whose log Redis has lost', () => {
  it('is to be made again, and leaves Ollama', async () => {
    const gate = createGate();
    ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
    const { ended, log } = start();
    await vi.waitFor(() => expect(log.text()).toContain('It'));
    await tokenLog.clear('1');
    gate.open();
    expect(await failureOf(ended)).toBeInstanceOf(StartAgain);
    expect(await untilLeft()).toBeLessThan(100);
    const again = start({ attempt: 2 });
    await again.ended;
    expect(await tokenLog.read('1')).toMatchObject({ answer: 'It is.', outcome: { type: 'done' } });
  });
});

describe('a run that is taken away', () => {
  it('gives the ask back, and leaves Ollama', async () => {
    ollama.fail({ type: 'hang', afterTokens: 3 });
    const { ended, abort, log } = start();
    await vi.waitFor(() => expect(log.text()).toContain('It'));
    abort();
    expect(await failureOf(ended)).toMatchObject({ message: 'shutdown' });
    await expectText(log, '<attempt-start><prompt-start>so it.It <attempt-end>');
    expect(await untilLeft()).toBeLessThan(100);
  });

  it('cannot give back what a later attempt has begun', async () => {
    ollama.fail({ type: 'hang', afterTokens: 3 });
    const { ended, abort, log } = start();
    await vi.waitFor(() => expect(log.text()).toContain('It'));
    const second = start({ attempt: 2 });
    await second.ended;
    abort();
    // It ends by itself when it reads the other's end before it is told to stop.
    await Promise.allSettled([ended]);
    await vi.waitFor(() => expect(log.text()).toMatch(/<attempt-start>.*It is\.<ask-done>$/));
  });
});
