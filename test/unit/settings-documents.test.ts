import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { environmentSchema, readConfig } from '../../src/config.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const names = Object.keys(environmentSchema.shape).toSorted();

function read(file: string): string {
  return readFileSync(path.join(repository, file), 'utf8');
}

/** Every first group of the pattern in the file, once. */
function namesIn(file: string, pattern: RegExp): string[] {
  const found = [...read(file).matchAll(pattern)].map(([, name]) => name ?? '');
  return [...new Set(found)].toSorted();
}

describe('the settings in the documents', () => {
  it('are all in .env.example, and no others', () => {
    expect(namesIn('.env.example', /^([A-Z_]+)=/gm)).toEqual(names);
  });

  it('have their defaults in .env.example', () => {
    const token = { DISCORD_TOKEN: 'a-token' };
    const example = { ...parseEnv(read('.env.example')), ...token };
    expect(readConfig(example)).toEqual(readConfig(token));
  });

  it("are all in the README's table, and no others", () => {
    expect(namesIn('README.md', /^\| `([A-Z_]+)`/gm)).toEqual(names);
  });

  it('have their defaults in the README', () => {
    const rows = [...read('README.md').matchAll(/^\| `([A-Z_]+)` +\| `([^`]+)` +\|/gm)];
    const documented = Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value]));
    const token = { DISCORD_TOKEN: 'a-token' };
    expect(readConfig({ ...documented, ...token })).toEqual(readConfig(token));
  });

  it('are all handed to a container, and no others', () => {
    expect(namesIn('docker-compose.yml', /^ {2,6}([A-Z_]+): /gm)).toEqual(
      [...names, 'OLLAMA_NO_CLOUD', 'OLLAMA_NUM_PARALLEL'].toSorted(),
    );
  });

  it('keep the Discord token from the worker', () => {
    const [, worker] = /^ {2}worker:\n([^]*?)^ {2}redis:/m.exec(read('docker-compose.yml')) ?? [];
    expect(worker).toContain('command: [worker]');
    expect(worker).not.toContain('DISCORD');
  });
});
