import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, '../../..');

/** Draws one formula with what stands in `folder`, and ends without closing anything. */
function program(folder: string, extension: 'js' | 'ts'): string {
  const urlOf = (file: string) => pathToFileURL(path.join(folder, `src/${file}.${extension}`)).href;
  return `
    import { createFormulaPictures } from '${urlOf('formulas/formula-pictures')}';
    import { createLogger } from '${urlOf('log')}';
    const pictures = createFormulaPictures({ log: createLogger({ level: 'silent' }) });
    const album = pictures.openAlbum({ onDrawn: () => {} });
    album.lookUp('x^2');
    await album.settled({ limitMs: 30_000, signal: new AbortController().signal });
    console.log(album.lookUp('x^2').fileName);`;
}

function runProgram(source: string, ...options: string[]) {
  return run(process.execPath, [...options, '--input-type=module', '--eval', source], {
    cwd: repository,
    timeout: 40_000,
  });
}

it('draws from the built program, which may end while the thread rests', async () => {
  // Below node_modules, so that packages are found from there.
  const folder = await mkdtemp(path.join(repository, 'node_modules/.aloud-build-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const compiler = path.join(repository, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', folder], {
    cwd: repository,
  });
  const { stdout, stderr } = await runProgram(program(folder, 'js'));
  expect([stdout, stderr]).toEqual([expect.stringMatching(/^formula-[0-9a-f]{16}\.png\n$/), '']);
});

it('draws from the sources under tsx', async () => {
  const { stdout } = await runProgram(program(repository, 'ts'), '--import', 'tsx');
  expect(stdout).toMatch(/^formula-[0-9a-f]{16}\.png\n$/);
});
