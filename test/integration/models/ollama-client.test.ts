import { expect, it, onTestFinished, vi } from 'vitest';
import { createOllamaClient, type OllamaClientOptions } from '../../../src/models/ollama-client.ts';
import { failureOf } from '../../support/failure.ts';
import { startStandIn } from '../../support/stand-in.ts';

const never = new Promise<never>(() => {});

function openClient(options: OllamaClientOptions) {
  const client = createOllamaClient(options);
  onTestFinished(() => client.close());
  return client;
}

const chat = { model: 'deepseek-r1:8b', messages: [{ role: 'user', content: 'Hi' }] };

it('sends the credentials of the address as a header', async () => {
  const standIn = await startStandIn();
  const { api } = openClient({ host: standIn.url.replace('://', '://ann:secret@') });
  await api.version();
  expect(standIn.requests[0]?.headers['authorization']).toBe(`Basic ${btoa('ann:secret')}`);
});

it('closes every connection when it is closed, also before the response headers', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'slow-load', until: never });
  const client = openClient({ host: standIn.url });
  const answer = failureOf(client.api.chat({ ...chat, stream: false }));
  await standIn.waitFor(() => standIn.requests.length === 1);
  await client.close();
  await client.close();
  expect(await answer).toMatchObject({ name: 'AbortError' });
  await standIn.waitFor(() => standIn.requests[0]?.closedByClientAt !== undefined);
});

it('keeps the page of a proxy out of errors and the console', async () => {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const standIn = await startStandIn();
  standIn.fail({ type: 'html', status: 502 });
  const { api } = openClient({ host: standIn.url });
  await expect(api.chat({ ...chat, stream: true })).rejects.toMatchObject({
    status_code: 502,
    message: 'not an answer of Ollama (status 502)',
  });
  expect(log).not.toHaveBeenCalled();
});
