import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const bench = (...words: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'bench/run.ts', ...words]);

describe('the benchmark', () => {
  it('watches a reply of the bot from its first state to its end', async () => {
    const { stdout } = await bench('--quick', '--only', 'one');
    expect(stdout).toMatch(/\| 1 stream +\| 1 +\| \d\.\d\d s/);
  });

  it('watches a reply of the bot to compare with', async () => {
    const { stdout } = await bench('--quick', '--only', 'plain');
    expect(stdout).toMatch(/\| plain bot, 1 stream +\| 1 +\| \d\.\d\d s/);
  });

  it('times the hand-over of jobs', async () => {
    const { stdout } = await bench('--quick', '--only', 'hand-over');
    expect(stdout).toMatch(/Ollama idles between two waiting jobs \| \d/);
  });

  it('compares the order of the line with the ideal one', async () => {
    const { stdout } = await bench('--quick', '--only', 'fair-line');
    expect(stdout).toMatch(/all wait before the first is taken +\| 0 +\| 0\.0 /);
  });

  it('compares estimated waits with what they come to', async () => {
    const { stdout } = await bench('--quick', '--only', 'estimate');
    expect(stdout).toMatch(/\| after 2 answers +\| \d+ +\| \d+ %/);
  });

  it('counts the edits of replies that wait', async () => {
    const { stdout } = await bench('--quick', '--only', 'waiting');
    expect(stdout).toMatch(/\| all in one channel +\| \d+ +\| \d+ +\| 0 /);
  });

  it('lets a community live at one GPU', async () => {
    const { stdout } = await bench('--quick', '--only', 'community');
    expect(stdout).toMatch(/\| the GPU is busy +\| \d+\.\d %/);
  });

  it('compares what two models cost that share a card', async () => {
    const { stdout } = await bench('--quick', '--only', 'two-models');
    expect(stdout).toMatch(/\| as many come as can be answered: in memory first +\| \d+ +\| \d/);
  });

  it('names the loads that there are when it is asked for another', async () => {
    await expect(bench('--only', 'none')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('one, three, hundred'),
    });
  });
});
