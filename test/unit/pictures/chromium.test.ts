import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findChromium, NoBrowser } from '../../../playground/pictures/chromium.ts';

async function createProgram(name: string, mode = 0o755): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aloud-chromium-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, name);
  await writeFile(file, '');
  await chmod(file, mode);
  return file;
}

it('finds a browser on the PATH', async () => {
  const file = await createProgram('google-chrome');
  const PATH = `/nowhere${path.delimiter}${path.dirname(file)}`;
  expect(findChromium({ PATH })).toBe(file);
});

it('takes the browser that CHROMIUM names', async () => {
  const file = await createProgram('my-browser');
  expect(findChromium({ CHROMIUM: file, PATH: '' })).toBe(file);
});

it('says what to install when the named one cannot run', async () => {
  const file = await createProgram('chromium', 0o644);
  const find = () => findChromium({ CHROMIUM: file, PATH: path.dirname(file) });
  expect(find).toThrow(NoBrowser);
  expect(find).toThrow(/apt-get install -y chromium/);
});
