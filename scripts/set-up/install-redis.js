// Redis by the system's package manager: said first, asked first in a terminal, and never without the right to.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { findProgram } from './find-program.js';

/**
 * `command` is for `sh`. None leaves a service running: on Debian's sysvinit RUNLEVEL=1 says that it is no time to
 * start one, and what systemd has started is stopped again, since we start our own.
 */
const managers = [
  {
    program: 'apt-get',
    needsRoot: true,
    command: [
      'apt-get update',
      'RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends redis-server',
      ...(existsSync('/run/systemd/system') ? ['systemctl disable --now redis-server'] : []),
    ].join(' && '),
  },
  // Newer Fedora and RHEL have Valkey in its place.
  {
    program: 'dnf',
    needsRoot: true,
    command: 'dnf install -y redis || dnf install -y valkey',
  },
  { program: 'brew', needsRoot: false, command: 'brew install redis' },
];

/** Throws, with the command to run by hand, where it may not install. */
export async function installRedis() {
  const manager = managers.find(({ program }) => findProgram([program]) !== undefined);
  if (manager === undefined) {
    throw new Error(
      'No Redis on this machine, and no apt, dnf or brew to install it with.\nInstall Redis or Valkey (https://redis.io/docs/latest/get-started), or set REDIS_URL.',
    );
  }
  const { command, mayRun } = withRights(manager);
  const byHand = `Install it yourself, then try again:\n\n  ${command}`;
  if (!mayRun) throw new Error(`No Redis on this machine, and no right to install it. ${byHand}`);
  console.log(`No Redis on this machine. Installing it: ${command}`);
  if (!(await isWanted())) throw new Error(`Redis was not installed. ${byHand}`);
  const { status } = spawnSync('sh', ['-c', command], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`Redis could not be installed. ${byHand}`);
}

function withRights({ command, needsRoot }) {
  if (!needsRoot || process.getuid() === 0) return { command, mayRun: true };
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return { command: `sudo sh -c '${command}'`, mayRun: status === 0 };
}

/** Asked only where somebody sits: not in a pipe, not in CI. */
async function isWanted() {
  if (!process.stdin.isTTY || process.env.CI) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Go on? [Y/n] ');
  terminal.close();
  return !/^n/i.test(answer.trim());
}
