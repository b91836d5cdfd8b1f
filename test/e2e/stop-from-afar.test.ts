// The bot and the worker in two processes: a press of Stop reaches the model server through Redis alone.
import { expect, it } from 'vitest';
import type { Fault } from '../../playground/stand-in-ollama/faults.ts';
import { startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { createGate } from '../support/gate.ts';
import { openWorld } from '../support/world.ts';

const closeLimitMs = 200;

const never = createGate().opened;

/** The load comes first: afterwards the model is in memory. */
const phases: [status: RegExp, fault: Fault][] = [
  [/Loading/, { type: 'slow-load', until: never }],
  [/Reading/, { type: 'hang', afterTokens: 0 }],
  [/Thinking/, { type: 'hang', afterTokens: 6 }],
  [/Answering/, { type: 'hang', afterTokens: 20 }],
];

it('closes the connection to the model server at once, whatever the question is at', async () => {
  const world = await openWorld();
  const { ollama } = world;
  await startApp(world, { roles: ['bot'] });
  await startAppProcess(world, 'worker');
  for (const [status, fault] of phases) {
    ollama.fail(fault);
    const question = await world.ask();
    await question.shows(status);
    const pressedAt = Date.now();
    question.press('Stop');
    await ollama.waitFor(() => ollama.requests.every(({ endedAt }) => endedAt !== undefined));
    const lastEnd = Math.max(...ollama.requests.map(({ endedAt }) => endedAt ?? 0));
    expect(lastEnd - pressedAt, String(status)).toBeLessThan(closeLimitMs);
    expect((await question.ends()).status).toMatch(/^-# Stopped by Ann/);
  }
});

it('keeps a load that a question in the line will want', async () => {
  const world = await openWorld();
  await startApp(world, { roles: ['bot'] });
  await startAppProcess(world, 'worker');
  const load = createGate();
  world.ollama.fail({ type: 'slow-load', until: load.opened });
  const stopped = await world.ask('one');
  await stopped.shows(/Loading/);
  const other = await world.ask('two');
  await other.shows(/Next in line/);
  stopped.press('Stop');
  await stopped.ends();
  await other.shows(/Loading/);
  load.open();
  await other.ends();
  expect(world.ollama.loads.map(({ outcome }) => outcome)).toEqual(['loaded']);
});
