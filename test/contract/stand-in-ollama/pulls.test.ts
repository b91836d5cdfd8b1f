// Facts of Ollama, 3: pulling, deleting and copying models.
import { expect, it } from 'vitest';
import { startStandIn } from '../../support/stand-in.ts';
import { clientOf, raw } from './client.ts';

const model = 'deepseek-r1:14b';

it('pulls layer by layer, and has the model then', async () => {
  const standIn = await startStandIn();
  const { status, lines } = await raw(standIn, '/api/pull', { model });
  expect(status).toBe(200);
  expect(lines[0]).toEqual({ status: 'pulling manifest' });
  expect(lines.slice(-3)).toEqual([
    { status: 'verifying sha256 digest' },
    { status: 'writing manifest' },
    { status: 'success' },
  ]);
  const digests = new Set(lines.flatMap(({ digest }) => digest ?? []));
  expect(digests.size).toBeGreaterThan(1);
  expect(lines[1]).not.toHaveProperty('completed');
  expect(standIn.installedModels()).toContain(model);
});

it('tells of an unknown model after the first line, in a stream that began well', async () => {
  const { status, lines } = await raw(await startStandIn(), '/api/pull', { model: 'none' });
  expect(status).toBe(200);
  expect(lines).toEqual([
    { status: 'pulling manifest' },
    { error: 'pull model manifest: file does not exist' },
  ]);
});

it('stops when the client leaves, and goes on from what it has', async () => {
  const standIn = await startStandIn({ bytesPerSecond: 5e9 });
  const client = clientOf(standIn);
  const lines = await client.pull({ model, stream: true });
  for await (const { completed = 0 } of lines) {
    if (completed > 0) break;
  }
  client.abort();
  await standIn.waitFor(() => standIn.requests[0]?.closedByClientAt !== undefined);
  const kept = standIn.partialBytes(model);
  expect(kept).toBeGreaterThan(0);
  expect(standIn.installedModels()).not.toContain(model);
  standIn.pullPace.bytesPerSecond = 0;
  const again = await raw(standIn, '/api/pull', { model });
  expect(again.lines[1]?.['completed']).toBeGreaterThanOrEqual(kept);
});

it('deletes and copies with an empty answer, and knows what is not there', async () => {
  const standIn = await startStandIn();
  const client = clientOf(standIn);
  await client.copy({ source: 'llama3.2:3b', destination: 'mine' });
  expect(standIn.installedModels()).toContain('mine:latest');
  await client.delete({ model: 'mine' });
  expect(standIn.installedModels()).not.toContain('mine:latest');
  await expect(client.delete({ model: 'mine' })).rejects.toMatchObject({ status_code: 404 });
});
