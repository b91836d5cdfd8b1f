import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const measure = (name: string) =>
  run(process.execPath, ['--import', 'tsx', 'bench/run.ts', '--quick', '--only', name]);

it('measures the frames of a short and of a long answer, and a crowd', async () => {
  const { stdout } = await measure('rendering');
  expect(stdout).toMatch(/\| 2,000 characters: all +\| \d+\.\d ms/);
  expect(stdout).toMatch(/\| 4 streams for a second: \d+ % of a core/);
});

it('measures pictures of formulas, which are all drawn', async () => {
  const { stdout } = await measure('formulas');
  expect(stdout).toMatch(/\| pictures of 60 formulas/);
  expect(stdout).toMatch(/\| drawn before +\| \d+\.\d µs/);
});
