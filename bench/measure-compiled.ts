// Measures in a process that runs the built program: tsx names every function when it is made, and a frame makes so many
// that it would cost half as much again.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { CompiledService } from './processes/compiled.ts';
import { startProcess, type RemoteProcess } from './processes/start-process.ts';

const run = promisify(execFile);
const folder = import.meta.dirname;
const repository = path.dirname(folder);
const compiler = path.join(repository, 'node_modules/typescript/bin/tsc');

export async function measureCompiled<Result>(
  measure: (service: RemoteProcess<CompiledService>) => Promise<Result>,
): Promise<Result> {
  // Below node_modules, so that packages are found from there.
  const built = await mkdtemp(path.join(repository, 'node_modules/.aloud-bench-'));
  try {
    const config = path.join(folder, 'tsconfig.compiled.json');
    await run(process.execPath, [compiler, '-p', config, '--outDir', built]);
    const program = path.join(built, 'bench/processes/compiled.js');
    const service = startProcess<CompiledService>(pathToFileURL(program), { execArgv: [] });
    try {
      return await measure(service);
    } finally {
      await service.close();
    }
  } finally {
    await rm(built, { recursive: true });
  }
}
