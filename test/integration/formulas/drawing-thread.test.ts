import { expect, it, onTestFinished, vi } from 'vitest';
import { createDrawingThread } from '../../../src/formulas/drawing-thread.ts';
import { createLogLines } from '../../support/log-lines.ts';

/** In place of thread.ts: `line` says what it does with a formula. Its answers tell which thread it is. */
function program(line: string): URL {
  const source = `
    import { parentPort, threadId } from 'node:worker_threads';
    const answer = () => parentPort.postMessage({ type: 'refused', reason: threadId });
    parentPort.on('message', (tex) => { ${line}; });
    parentPort.postMessage('ready');`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

function openThread(line: string, limits: { drawLimitMs?: number; idleMs?: number } = {}) {
  const log = createLogLines();
  const thread = createDrawingThread({
    drawLimitMs: 20_000,
    log: log.logger,
    file: program(line),
    ...limits,
  });
  onTestFinished(() => thread.close());
  return { ...thread, log };
}

it('keeps its thread from one formula to the next', async () => {
  const thread = openThread('answer()');
  expect(await thread.draw('x')).toEqual(await thread.draw('y'));
});

it('ends a thread that hangs, and draws on in a new one', async () => {
  const thread = openThread(`while (tex === 'hang'); answer()`, { drawLimitMs: 300 });
  const before = await thread.draw('x');
  expect(await thread.draw('hang')).toEqual({ type: 'failed' });
  const after = await thread.draw('x');
  expect(after).toMatchObject({ type: 'refused' });
  expect(after).not.toEqual(before);
});

it('replaces a thread that fills its memory', async () => {
  const thread = openThread(
    `const all = []; while (tex === 'grow') all.push(Array(1e6).fill(tex)); answer()`,
  );
  expect(await thread.draw('grow')).toEqual({ type: 'failed' });
  expect(await thread.draw('x')).toMatchObject({ type: 'refused' });
});

it('replaces a thread that dies in a drawing', async () => {
  const thread = openThread(`if (tex === 'die') throw new Error('broken'); answer()`);
  expect(await thread.draw('die')).toEqual({ type: 'failed' });
  expect(await thread.draw('x')).toMatchObject({ type: 'refused' });
  expect(thread.log.count('formula-thread-ended')).toBe(1);
});

it('replaces a thread that dies between two drawings', async () => {
  const thread = openThread(
    `answer(); if (tex === 'late') setTimeout(() => { throw new Error() })`,
  );
  const before = await thread.draw('late');
  await vi.waitFor(async () => {
    const after = await thread.draw('x');
    expect(after).toMatchObject({ type: 'refused' });
    expect(after).not.toEqual(before);
  });
});

it('lets its thread go when nothing is drawn for a while', async () => {
  const thread = openThread('answer()', { idleMs: 1 });
  const before = await thread.draw('x');
  await vi.waitFor(async () => expect(await thread.draw('x')).not.toEqual(before));
});

it('says nothing of what the thread prints', async () => {
  const printed = vi.spyOn(process.stderr, 'write');
  onTestFinished(() => printed.mockRestore());
  await openThread('console.error(tex); answer()').draw('private');
  expect(printed.mock.calls.flat().filter((text) => String(text).includes('private'))).toEqual([]);
});

it('ends at once in the middle of a drawing', async () => {
  const thread = openThread('while (true);');
  const drawing = thread.draw('x');
  await thread.close();
  expect(await drawing).toEqual({ type: 'failed' });
  expect(thread.log.lines).toEqual([]);
});

it('fails when its program cannot start', async () => {
  const log = createLogLines();
  const file = new URL('data:text/javascript,throw new Error()');
  const thread = createDrawingThread({ drawLimitMs: 20_000, log: log.logger, file });
  expect(await thread.draw('x')).toEqual({ type: 'failed' });
  await thread.close();
});
