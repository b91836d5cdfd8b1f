import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Shaped like vitest's JSON report. */
function report({ passed = 0, failed = 0, pending = 0, brokenFiles = 0 }): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    testResults: Array.from({ length: brokenFiles }, () => ({
      status: 'failed',
      assertionResults: [],
    })),
  });
}

function closingLine(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'aloud-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'report.json');
  writeFileSync(file, text);
  const script = path.resolve(import.meta.dirname, '../../scripts/closing-line.js');
  const { status, stdout } = spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
  return { exitCode: status, line: stdout };
}

describe('the closing line of a CI run', () => {
  it('counts what passed', () => {
    expect(closingLine(report({ passed: 12 }))).toEqual({
      exitCode: 0,
      line: '12 passed, 0 failed\n',
    });
  });

  it('names what was skipped', () => {
    expect(closingLine(report({ passed: 12, pending: 3 })).line).toBe(
      '12 passed, 0 failed, 3 skipped\n',
    );
  });

  it('fails with a failed test', () => {
    expect(closingLine(report({ passed: 12, failed: 1 }))).toEqual({
      exitCode: 1,
      line: '12 passed, 1 failed\n',
    });
  });

  it('counts a file that could not be loaded as failed', () => {
    expect(closingLine(report({ passed: 12, brokenFiles: 1 }))).toEqual({
      exitCode: 1,
      line: '12 passed, 1 failed\n',
    });
  });

  it.each([
    ['no test ran', report({})],
    ['the run ended before the tests', ''],
  ])('fails when %s', (_, text) => {
    expect(closingLine(text)).toEqual({ exitCode: 1, line: '0 passed, 0 failed\n' });
  });
});
