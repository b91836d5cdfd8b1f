import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { StandInOllama } from '../../../playground/stand-in-ollama/stand-in-ollama.ts';
import { createLoader, type LoaderOptions } from '../../../src/models/loader.ts';
import { ask, reasoner } from '../generation/ask-model.ts';
import { failureOf } from '../../support/failure.ts';
import { createGate } from '../../support/gate.ts';
import { startStandIn } from '../../support/stand-in.ts';

const memory = { contextTokens: 16_384, keepAlive: '30m' };
const anySignal = () => new AbortController().signal;
const never = new Promise<never>(() => {});

function openLoader(standIn: StandInOllama, options: Partial<LoaderOptions> = {}) {
  const isWantedByOthers = () => Promise.resolve(false);
  const loader = createLoader({
    host: standIn.url,
    memory,
    loadMs: 10_000,
    isWantedByOthers,
    ...options,
  });
  onTestFinished(() => loader.close());
  return loader;
}

it('loads a model so that the ask after it does not load it again', async () => {
  const standIn = await startStandIn({ script: () => ({ answer: 'Hi' }) });
  await openLoader(standIn).load(reasoner, { signal: anySignal() });
  await ask({ host: standIn.url });
  expect(standIn.loads).toHaveLength(1);
  expect(standIn.requests[0]?.body).toEqual({
    model: reasoner,
    messages: [],
    stream: false,
    shift: false,
    keep_alive: '30m',
    options: { num_ctx: 16_384 },
  });
});

it('says that a load has begun when it takes noticeable time, and only then', async () => {
  const standIn = await startStandIn();
  const loaded = createGate();
  standIn.fail({ type: 'slow-load', until: loaded.opened });
  const loader = openLoader(standIn, {
    sleep: (ms, { signal }) => delay(ms === 300 ? 0 : ms, undefined, { signal }),
  });
  const seen: unknown[] = [];
  const onLoading = (load: unknown) => {
    seen.push(load);
    loaded.open();
  };
  await loader.load(reasoner, { signal: anySignal(), onLoading });
  expect(seen).toEqual([{ usualMs: undefined }]);
  const patient = openLoader(standIn, { noticeableMs: 60_000 });
  await patient.load(reasoner, { signal: anySignal(), onLoading });
  expect(seen).toHaveLength(1);
});

it('remembers how long a load takes, and forgets what was no load', async () => {
  const standIn = await startStandIn();
  const readings = [0, 12_000, 50_000, 50_010];
  const loader = openLoader(standIn, { now: () => readings.shift() ?? 0, noticeableMs: 20 });
  const seen: unknown[] = [];
  const load = async () => {
    const loaded = createGate();
    standIn.fail({ type: 'slow-load', until: loaded.opened });
    const onLoading = (notice: unknown) => {
      seen.push(notice);
      loaded.open();
    };
    await loader.load(reasoner, { signal: anySignal(), onLoading });
  };
  await load();
  await loader.load(reasoner, { signal: anySignal() });
  await standIn.refuseConnections();
  await standIn.acceptConnections();
  await load();
  expect(seen).toEqual([{ usualMs: undefined }, { usualMs: 12_000 }]);
});

it('loads once for all who want the model, and an ask that leaves does not stop the others', async () => {
  const standIn = await startStandIn();
  const loaded = createGate();
  standIn.fail({ type: 'slow-load', until: loaded.opened });
  const loader = openLoader(standIn);
  const leaving = new AbortController();
  const reason = new Error('stopped');
  const left = failureOf(loader.load(reasoner, { signal: leaving.signal }));
  const stayed = loader.load(reasoner, { signal: anySignal() });
  await standIn.waitFor(() => standIn.requests.length === 1);
  leaving.abort(reason);
  expect(await left).toBe(reason);
  loaded.open();
  await stayed;
  expect(standIn.loads.map(({ outcome }) => outcome)).toEqual(['loaded']);
});

it('aborts a load that nobody wants any more, within 100 ms', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'slow-load', until: never });
  const stop = new AbortController();
  const load = failureOf(openLoader(standIn).load(reasoner, { signal: stop.signal }));
  await standIn.waitFor(() => standIn.requests.length === 1);
  const stoppedAt = performance.timeOrigin + performance.now();
  stop.abort();
  await load;
  await standIn.waitFor(() => standIn.loads[0]?.outcome === 'aborted');
  expect((standIn.requests[0]?.closedByClientAt ?? Infinity) - stoppedAt).toBeLessThan(100);
});

it('leaves a load running that an ask elsewhere waits for', async () => {
  const standIn = await startStandIn();
  const loaded = createGate();
  standIn.fail({ type: 'slow-load', until: loaded.opened });
  const loader = openLoader(standIn, { isWantedByOthers: () => Promise.resolve(true) });
  const stop = new AbortController();
  const load = failureOf(loader.load(reasoner, { signal: stop.signal }));
  await standIn.waitFor(() => standIn.requests.length === 1);
  stop.abort();
  await load;
  loaded.open();
  await standIn.waitFor(() => standIn.loadedModels().length === 1);
  expect(standIn.requests[0]?.closedByClientAt).toBeUndefined();
});

it('never starts a load again because it is slow: an ask that gives up leaves it to the others', async () => {
  const standIn = await startStandIn({ loadMs: 100 });
  const loader = openLoader(standIn, { loadMs: 30, isWantedByOthers: () => Promise.resolve(true) });
  const first = loader.load(reasoner, { signal: anySignal() });
  await expect(first).rejects.toMatchObject({ code: 'MODEL_LOAD_TIMEOUT', detail: reasoner });
  await standIn.waitFor(() => standIn.loadedModels().length === 1);
  await loader.load(reasoner, { signal: anySignal() });
  expect(standIn.loads).toHaveLength(1);
});

it('says why a load failed', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'load-failure' });
  const loader = openLoader(standIn);
  const load = () => loader.load(reasoner, { signal: anySignal() });
  await expect(load()).rejects.toMatchObject({ code: 'MODEL_LOAD_FAILED', detail: reasoner });
  await load();
  await expect(loader.load('none:1b', { signal: anySignal() })).rejects.toMatchObject({
    code: 'MODEL_MISSING',
  });
});

it('tells a server that dies while it loads from one that is not there', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'slow-load', until: never });
  const loader = openLoader(standIn);
  const load = () => loader.load(reasoner, { signal: anySignal() });
  const lost = failureOf(load());
  await standIn.waitFor(() => standIn.requests.length === 1);
  await standIn.refuseConnections();
  expect(await lost).toMatchObject({ code: 'MODEL_SERVER_LOST' });
  await expect(load()).rejects.toMatchObject({ code: 'MODEL_SERVER_UNREACHABLE' });
});

it('says that the server is busy when its line for loads is full', async () => {
  const standIn = await startStandIn({ maxQueue: 0 });
  const load = openLoader(standIn).load(reasoner, { signal: anySignal() });
  await expect(load).rejects.toMatchObject({ code: 'MODEL_SERVER_BUSY' });
});

it('asks the server nothing about a name of the cloud', async () => {
  const standIn = await startStandIn();
  const load = openLoader(standIn).load('gpt-oss:120b-cloud', { signal: anySignal() });
  expect(await failureOf(load)).toMatchObject({ code: 'CLOUD_MODEL' });
  expect(standIn.requests).toEqual([]);
});

it('aborts its loads when it is closed', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'slow-load', until: never });
  const loader = openLoader(standIn);
  const load = failureOf(loader.load(reasoner, { signal: anySignal() }));
  await standIn.waitFor(() => standIn.requests.length === 1);
  await loader.close();
  expect(await load).toMatchObject({ name: 'AbortError' });
  await standIn.waitFor(() => standIn.loads[0]?.outcome === 'aborted');
});
