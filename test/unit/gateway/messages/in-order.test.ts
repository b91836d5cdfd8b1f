import { expect, it } from 'vitest';
import { createInOrder } from '../../../../src/gateway/messages/in-order.ts';
import { createGate } from '../../../support/gate.ts';

it('begins what is given when that of the same key before it has ended', async () => {
  const inOrder = createInOrder();
  const gate = createGate();
  const done: string[] = [];
  const first = inOrder.run('a', async () => {
    await gate.opened;
    done.push('first');
  });
  const second = inOrder.run('a', async () => void done.push('second'));
  await inOrder.run('b', async () => void done.push('other'));
  expect(done).toEqual(['other']);
  gate.open();
  await Promise.all([first, second]);
  expect(done).toEqual(['other', 'first', 'second']);
});

it('lets nothing wait for what is run beside', async () => {
  const inOrder = createInOrder();
  const gate = createGate();
  const done: string[] = [];
  const beside = inOrder.runBeside('a', () => gate.opened);
  await inOrder.run('a', async () => void done.push('next'));
  expect(done).toEqual(['next']);
  gate.open();
  await beside;
});

it('is idle when all has ended, and what was given meanwhile', async () => {
  const inOrder = createInOrder();
  const gate = createGate();
  const done: string[] = [];
  void inOrder.run('a', async () => {
    await gate.opened;
    void inOrder.run('b', async () => void done.push('later'));
  });
  const idle = inOrder.idle();
  gate.open();
  await idle;
  expect(done).toEqual(['later']);
});
