import { expect, it } from 'vitest';
import { machineOf } from '../../../src/models/machine.ts';

const ollamaHost = 'http://127.0.0.1:11434';

it('addresses a model server by its name', () => {
  expect(machineOf({ name: 'gpu-1', ollamaHost })).toBe('gpu-1');
});

it('addresses one without a name by a code that outlives a restart and tells no host name', () => {
  const code = machineOf({ ollamaHost, hostName: 'annas-pc' });
  expect(code).toMatch(/^[0-9a-f]{4}$/);
  expect(machineOf({ ollamaHost, hostName: 'annas-pc' })).toBe(code);
});

it('tells machines apart, and model servers of one machine', () => {
  const codes = [
    machineOf({ ollamaHost, hostName: 'annas-pc' }),
    machineOf({ ollamaHost, hostName: 'bens-pc' }),
    machineOf({ ollamaHost: 'http://127.0.0.1:11435', hostName: 'annas-pc' }),
  ];
  expect(new Set(codes).size).toBe(3);
});
