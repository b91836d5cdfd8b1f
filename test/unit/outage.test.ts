import { expect, it } from 'vitest';
import { createOutage } from '../../src/outage.ts';
import { createLogLines } from '../support/log-lines.ts';

function openOutage() {
  const log = createLogLines();
  return { log, outage: createOutage({ of: 'ollama', log: log.logger }) };
}

it('says once that something is away and once that it is back', () => {
  const { log, outage } = openOutage();
  outage.begin(new Error('refused'));
  outage.begin(new Error('refused'));
  outage.end();
  outage.end();
  expect(log.lines).toMatchObject([
    { level: 'warn', msg: 'ollama-lost', reason: 'refused' },
    { level: 'info', msg: 'ollama-back' },
  ]);
});

it('says nothing while all is well', () => {
  const { log, outage } = openOutage();
  outage.end();
  expect(log.lines).toEqual([]);
});

it('says it again when it happens again', () => {
  const { log, outage } = openOutage();
  outage.begin('refused');
  outage.end();
  outage.begin('refused');
  expect(log.count('ollama-lost')).toBe(2);
});
