import { expect, it } from 'vitest';
import { startAppProcess, type AppProcess } from '../support/app-process.ts';
import { inRuns, words } from '../support/model-words.ts';
import { openWorld, type WorldOptions } from '../support/world.ts';

const model = 'llama3.2:3b';
const hourMs = 3_600_000;

/** A bot and a worker, each on a host whose clock can be set. */
async function openMovableApp(movesByMs: number, options: WorldOptions = {}) {
  const world = await openWorld({
    ollama: { script: () => ({ answer: words(400) }), tokensPerSecond: 30 },
    ...options,
  });
  const env = {
    CLOCK_MOVES_BY_MS: String(movesByMs),
    NODE_OPTIONS: '--import=tsx --import=./test/support/moving-clock.ts',
  };
  const [worker, bot] = await Promise.all([
    startAppProcess(world, 'worker', env),
    startAppProcess(world, 'bot', env),
  ]);
  const moveClock = async (...hosts: AppProcess[]): Promise<void> => {
    await Promise.all(hosts.map((host) => host.kill('SIGUSR2')));
  };
  return { ...world, worker, bot, moveClock };
}

it.each([hourMs, -hourMs])(
  'answers as if nothing were when clocks are set by %i ms in the middle',
  async (movesByMs) => {
    const { ask, ollama, worker, bot, moveClock } = await openMovableApp(movesByMs);
    const running = await ask('one', { model });
    await running.until(({ answer }) => answer.includes('w3'));
    const waiting = await ask('two', { model });
    await waiting.shows(/Next in line/);
    await moveClock(worker, bot);
    const next = await ask('three', { model });
    await next.shows(/2nd in line/);
    ollama.pace.tokensPerSecond = 0;
    for (const one of [running, waiting, next]) {
      const { answer, status } = await one.ends();
      expect(inRuns(answer)).toBe('w1 … w400');
      expect(status).toMatch(/· \d+ s in all$/);
    }
    expect(ollama.chats()).toHaveLength(3);
  },
);

it('hands an answer on at once from a host whose clock is ahead', async () => {
  const { ask, ollama, worker, moveClock, ...world } = await openMovableApp(hourMs);
  const question = await ask('one', { model });
  await question.until(({ answer }) => answer.includes('w3'));
  await moveClock(worker);
  expect(await worker.kill('SIGTERM')).toBe(0);
  ollama.pace.tokensPerSecond = 0;
  await startAppProcess({ ...world, ask, ollama }, 'worker');
  expect(inRuns((await question.ends({ timeoutMs: 5_000 })).answer)).toBe('w1 … w400');
});
