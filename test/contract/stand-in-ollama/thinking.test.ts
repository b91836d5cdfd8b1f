// Facts of Ollama, 1.2.
import { expect, it } from 'vitest';
import { startStandIn } from '../../support/stand-in.ts';
import { inlineReasoner, plainModel, raw, question, reasoner, streamed } from './client.ts';

const script = () => ({ reasoning: ['Okay'], answer: ['Hello'] });

it.each([undefined, true, 'high'])('reasons apart from the answer for think %j', async (think) => {
  const { thinking, content } = await streamed(await startStandIn({ script }), { think });
  expect([thinking, content]).toEqual(['Okay', 'Hello']);
});

it('answers without reasoning for think false', async () => {
  const { thinking, content } = await streamed(await startStandIn({ script }), { think: false });
  expect([thinking, content]).toEqual(['', 'Hello']);
});

it('reasons inline before 0.12.4 when think is not sent', async () => {
  const standIn = await startStandIn({ script, version: '0.12.3' });
  const { thinking, content } = await streamed(standIn);
  expect([thinking, content]).toEqual(['', '<think>\nOkay\n</think>\n\nHello']);
});

it('refuses think true for a model that cannot', async () => {
  const { error } = await streamed(await startStandIn(), { model: plainModel, think: true });
  expect(error).toMatchObject({
    name: 'ResponseError',
    status_code: 400,
    message: '"llama3.2:3b" does not support thinking',
  });
});

it('advises to pull an old R1 again', async () => {
  const { error } = await streamed(await startStandIn(), { model: inlineReasoner, think: true });
  expect(String(error)).toMatch(
    /does not support thinking\. Pull the model again to get the latest version with full thinking support$/u,
  );
});

it('refuses even think false for a model that cannot, before 0.12.5', async () => {
  const refusing = await startStandIn({ script, version: '0.12.4' });
  const { error } = await streamed(refusing, { model: plainModel, think: false });
  expect(error).toMatchObject({ status_code: 400 });
  const taking = await startStandIn({ script, version: '0.12.5' });
  expect((await streamed(taking, { model: plainModel, think: false })).content).toBe('Hello');
});

it('refuses a think value that it does not know', async () => {
  const { status, lines } = await raw(await startStandIn(), '/api/chat', {
    model: reasoner,
    messages: question,
    think: 'hard',
  });
  expect(status).toBe(400);
  expect(lines[0]).toEqual({
    error: 'invalid think value: "hard" (must be "high", "medium", "low", "max", true, or false)',
  });
});
