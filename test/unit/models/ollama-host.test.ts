import { expect, it } from 'vitest';
import { readOllamaHost } from '../../../src/models/ollama-host.ts';

it.each([
  ['gpu-box', 'http://gpu-box:11434'],
  ['10.0.0.7:8080', 'http://10.0.0.7:8080'],
  [':9999', 'http://127.0.0.1:9999'],
  ['http://gpu-box:11434/', 'http://gpu-box:11434'],
  ['https://models.example.org/ollama/', 'https://models.example.org/ollama'],
])('reads %j as %j', (host, url) => {
  expect(readOllamaHost(host)).toEqual({ url, headers: {} });
});

it.each(['0.0.0.0', '0.0.0.0:11434', 'http://0.0.0.0:11434'])(
  'reads the listen address %j as this machine',
  (host) => {
    expect(readOllamaHost(host).url).toBe('http://127.0.0.1:11434');
  },
);

it('moves credentials from the address into a header', () => {
  const { url, headers } = readOllamaHost('https://ann:p%40ss@models.example.org');
  expect(url).toBe('https://models.example.org');
  expect(headers).toEqual({ Authorization: `Basic ${btoa('ann:p@ss')}` });
});

it('says that something is no address', () => {
  expect(() => readOllamaHost('http://')).toThrow(TypeError);
});
