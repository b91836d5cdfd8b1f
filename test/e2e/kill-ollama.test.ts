import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { askInAllPhases, workersAtOnce } from '../support/asks-in-all-phases.ts';
import { expectWhole } from '../support/expect-whole.ts';

const lost = /^\*\*The model server stopped answering\.\*\* What came so far stands above\. /;

it('keeps what came so far when the model server is killed, and asks it the rest when it is back', async () => {
  const app = await openApp({
    ollama: { parallel: workersAtOnce },
    config: { workerConcurrency: workersAtOnce },
  });
  const { asks, release } = await askInAllPhases(app);
  const { thinking, answering, ...others } = asks;
  await app.ollama.refuseConnections();
  expect(await thinking.ends()).toMatchObject({
    reasoning: expect.stringMatching(/λ3/),
    status: expect.stringMatching(lost),
  });
  expect(await answering.ends()).toMatchObject({
    answer: expect.stringMatching(/^w1 w2 w3/),
    status: expect.stringMatching(lost),
  });
  await others.loading.shows(/^\*\*The model server does not answer; trying again\*\*$/);
  await others.waiting.shows(/^\*\*The model server does not answer; trying again\*\*$/);
  release();
  await app.ollama.acceptConnections();
  await expectWhole(others);
});
