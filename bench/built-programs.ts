// The processes of the benchmark run as the bot does in production: built. tsx names every function when it is made, and
// a frame of a reply makes so many that it would cost half as much again.
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Service } from './processes/wire.ts';
import { startProcess, type RemoteProcess } from './processes/start-process.ts';

const run = promisify(execFile);
const repository = path.dirname(import.meta.dirname);
const compiler = path.join(repository, 'node_modules/typescript/bin/tsc');

let building: Promise<string> | undefined;

/** Starts `processes/<name>.ts`. All are built at the first call, and gone with this process. */
export async function startBuilt<S extends Service>(name: string): Promise<RemoteProcess<S>> {
  building ??= build();
  const program = path.join(await building, `bench/processes/${name}.js`);
  return startProcess<S>(pathToFileURL(program));
}

async function build(): Promise<string> {
  // Below node_modules, so that packages are found from there.
  const folder = await mkdtemp(path.join(repository, 'node_modules/.aloud-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = path.join(import.meta.dirname, 'tsconfig.built.json');
  await run(process.execPath, [compiler, '-p', config, '--outDir', folder]);
  return folder;
}
