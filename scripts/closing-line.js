// The last line of a CI run: `123 passed, 0 failed`, from vitest's JSON report. Fails when a test failed or none ran.
//
//   node scripts/closing-line.js report.json
import { readFileSync } from 'node:fs';

const { passed, failed, skipped } = readCounts(process.argv[2]);
const counts = [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])];
console.log(counts.join(', '));
if (failed > 0 || passed === 0) process.exitCode = 1;

function readCounts(file) {
  const report = parse(readFileSync(file, 'utf8'));
  // A file that cannot be loaded has no tests, and has failed all the same.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests,
  };
}

/** The report is empty when the run ended before the tests, at the linter for one. */
function parse(text) {
  if (text !== '') return JSON.parse(text);
  return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
}
