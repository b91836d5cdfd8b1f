// The npm packages of the lockfile.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Runs `npm ci` when there are no packages, or older ones than the lockfile names. Throws when that fails. */
export function installPackages() {
  // npm writes this file last, so it tells whether an installation was finished, and when.
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return;
  console.log('Installing packages (npm ci) ...');
  const { status } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) throw new Error('The packages could not be installed: npm says why above.');
}

function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}

/** The npm that runs us, else the one on the PATH. */
function npm(parameters) {
  const program = process.env.npm_execpath;
  return program?.endsWith('.js')
    ? spawnSync(process.execPath, [program, ...parameters], { stdio: 'inherit' })
    : spawnSync('npm', parameters, { stdio: 'inherit' });
}
