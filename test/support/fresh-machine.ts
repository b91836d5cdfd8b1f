// A make-believe machine with a clone of the repository, for tests of the set-up script: it has the programs that the
// test gives it and no others.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

const repositoryScripts = path.resolve(import.meta.dirname, '../../scripts');

/** An ordinary user, so that the tests tell the same whoever runs them. */
const nobody = 65_534;

export interface FreshMachine {
  clone: string;
  /** Runs `node scripts/set-up.js` in the clone as an ordinary user, with no terminal. */
  setUp(flags: string[], env?: NodeJS.ProcessEnv): Promise<{ exitCode: number; said: string }>;
}

/** @param programs what is on the PATH: shell scripts by name. `$BIN` is where they lie. */
export async function createFreshMachine(programs: Record<string, string>): Promise<FreshMachine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aloud-machine-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const bin = path.join(folder, 'bin');
  const clone = path.join(folder, 'clone');
  await Promise.all([bin, clone].map((place) => mkdir(place)));
  await cp(repositoryScripts, path.join(clone, 'scripts'), { recursive: true });
  await writeFile(path.join(clone, 'package-lock.json'), '{}');
  await writeFile(path.join(clone, 'package.json'), '{ "type": "module" }');
  await symlink('/bin/sh', path.join(bin, 'sh'));
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  await Promise.all([folder, bin, clone].map((place) => chmod(place, 0o777)));
  return {
    clone,
    async setUp(flags, env) {
      const child = spawn(process.execPath, ['scripts/set-up.js', ...flags], {
        cwd: clone,
        env: { PATH: bin, BIN: bin, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(process.getuid?.() === 0 && { uid: nobody }),
      });
      const exited = once(child, 'exit');
      const said = await Promise.all([text(child.stdout), text(child.stderr)]);
      await exited;
      return { exitCode: child.exitCode ?? -1, said: said.join('') };
    },
  };
}
