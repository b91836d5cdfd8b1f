// Facts of Ollama, 3: models, and what would leave the host.
import { expect, it } from 'vitest';
import { startStandIn } from '../../support/stand-in.ts';
import { anyText, clientOf, raw, reasoner, streamed } from './client.ts';

it('answers who it is', async () => {
  const standIn = await startStandIn({ version: '0.17.1' });
  expect((await raw(standIn, '/')).text).toBe('Ollama is running');
  expect(await clientOf(standIn).version()).toEqual({ version: '0.17.1' });
  expect((await raw(standIn, '/api/status')).lines[0]).toEqual({
    cloud: { disabled: false, source: 'none' },
  });
});

it('lists models with size, digest, details and capabilities', async () => {
  const { models } = await clientOf(await startStandIn()).list();
  expect(models[0]).toEqual({
    name: reasoner,
    model: reasoner,
    modified_at: anyText,
    size: 5_225_376_047,
    digest: anyText,
    details: {
      parent_model: '',
      format: 'gguf',
      family: 'qwen3',
      families: ['qwen3'],
      parameter_size: '8.2B',
      quantization_level: 'Q4_K_M',
      context_length: 131_072,
    },
    capabilities: ['completion', 'thinking'],
  });
});

it('shows what a model can do and was trained for', async () => {
  const client = clientOf(await startStandIn());
  const show = await client.show({ model: reasoner });
  expect(show.capabilities).toEqual(['completion', 'thinking']);
  expect(show.model_info).toMatchObject({
    'general.architecture': 'qwen3',
    'qwen3.context_length': 131_072,
  });
  expect((await client.show({ model: 'deepseek-r1:7b' })).capabilities).toEqual(['completion']);
  await expect(client.show({ model: 'none' })).rejects.toMatchObject({
    status_code: 404,
    message: "model 'none' not found",
  });
});

it('tells what is loaded, in which memory, until when', async () => {
  const standIn = await startStandIn();
  const options = { num_ctx: 8_192 };
  await clientOf(standIn).chat({ model: reasoner, messages: [], keep_alive: -1, options });
  const { models } = await clientOf(standIn).ps();
  expect(models).toMatchObject([
    { name: reasoner, size_vram: 6_012_954_214, context_length: 8_192 },
  ]);
  expect(new Date(models[0]?.expires_at ?? 0).getFullYear()).toBeGreaterThan(2300);
});

it('marks an alias of a model elsewhere in the list, and in every chunk of its answer', async () => {
  const standIn = await startStandIn();
  const { lines } = await raw(standIn, '/api/tags');
  expect(JSON.stringify(lines)).toContain('"remote_host":"https://ollama.com:443"');
  const { chunks } = await streamed(standIn, { model: 'study-friend' });
  expect(chunks[0]).toHaveProperty('remote_host', 'https://ollama.com:443');
  expect(standIn.loads).toEqual([]);
});

it.each(['gpt-oss:120b-cloud', 'kimi:cloud'])(
  'answers %s from elsewhere without a pull',
  async (model) => {
    const { chunks } = await streamed(await startStandIn(), { model });
    expect(chunks[0]).toHaveProperty('remote_host');
  },
);

it('refuses a path that it does not have', async () => {
  expect(await raw(await startStandIn(), '/api/nothing')).toMatchObject({
    status: 404,
    text: '404 page not found',
  });
});
