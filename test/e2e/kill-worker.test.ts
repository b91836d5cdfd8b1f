import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { askInAllPhases, workersAtOnce } from '../support/asks-in-all-phases.ts';
import { expectWhole, takeOverLimitMs } from '../support/expect-whole.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { openWorld, type World } from '../support/world.ts';

it('answers every question whose worker was killed, whatever it was at', async () => {
  const world = await openWorld({ ollama: { parallel: workersAtOnce } });
  await startApp(world, { roles: ['bot'] });
  const concurrency = { WORKER_CONCURRENCY: String(workersAtOnce) };
  const worker = await startAppProcess(world, 'worker', concurrency);
  const { asks, release } = await askInAllPhases(world);
  await worker.kill('SIGKILL');
  release();
  await startApp(world, { roles: ['worker'], config: { workerConcurrency: workersAtOnce } });
  await expectWhole(asks);
});

/** A question that one worker is at, and another worker that has nothing to do. */
async function openTwoWorkers(): Promise<{
  world: World;
  worker: Awaited<ReturnType<typeof startAppProcess>>;
  ask: Awaited<ReturnType<World['ask']>>;
}> {
  const world = await openWorld({ ollama: { parallel: 2, tokensPerSecond: 20 } });
  const reasoning = thoughts(4);
  const texts = [
    { reasoning, answer: words(2_000, 'v') },
    { reasoning, answer: words(200) },
  ];
  world.ollama.setScript(() => texts[world.ollama.chats().length - 1] ?? {});
  await startApp(world, { roles: ['bot'] });
  const worker = await startAppProcess(world, 'worker');
  const ask = await world.ask();
  await ask.until(({ answer }) => answer.includes('v3'));
  await startApp(world, { roles: ['worker'] });
  return { world, worker, ask };
}

it('hands a question on at once when a worker is stopped', async () => {
  const { world, worker, ask } = await openTwoWorkers();
  const stoppedAt = Date.now();
  const exitCode = worker.kill('SIGTERM');
  await world.ollama.waitFor(() => world.ollama.chats().length === 2);
  expect((world.ollama.chats()[1]?.startedAt ?? 0) - stoppedAt).toBeLessThan(1_500);
  expect(await exitCode).toBe(0);
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  world.ollama.pace.tokensPerSecond = 0;
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w200');
});

it('lets no frozen worker write into the answer of its successor', async () => {
  const { world, worker, ask } = await openTwoWorkers();
  await worker.kill('SIGSTOP');
  await world.ollama.waitFor(() => world.ollama.chats().length === 2, {
    timeoutMs: takeOverLimitMs,
  });
  await ask.until(({ answer }) => answer.includes('w3'));
  await worker.kill('SIGCONT');
  const takenOver = ask.reply().versions.length;
  await world.ollama.waitFor(() => world.ollama.chats()[0]?.closedByClientAt !== undefined);
  world.ollama.pace.tokensPerSecond = 0;
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w200');
  const later = ask.reply().versions.slice(takenOver);
  expect(JSON.stringify(later.map(({ components }) => components))).not.toMatch(/v\d/);
});

it('stops within 10 s while a model is loading', async () => {
  const world = await openWorld();
  const load = createGate();
  world.ollama.fail({ type: 'slow-load', until: load.opened });
  await startApp(world, { roles: ['bot'] });
  const worker = await startAppProcess(world, 'worker');
  const ask = await world.ask();
  await ask.shows(/Loading/);
  const stoppedAt = Date.now();
  expect(await worker.kill('SIGTERM')).toBe(0);
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  await ask.shows(/in line|Waiting/);
  await startApp(world, { roles: ['worker'] });
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w20');
});
