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

  it('are handed to a worker on a further machine as on the first, and nothing of Discord', () => {
    const worker = (file: string): string =>
      /^ {2}worker:\n([^]*?)^ {2}\w+:/m.exec(read(file))?.[1] ?? '';
    const handedOn = (text: string): string[] =>
      [...text.matchAll(/^ +([A-Z_]+): \$\{([A-Z_]+):-\}$/gm)]
        .map(([, name = '', source = '']) => `${name} from ${source}`)
        .toSorted();
    const [settings] = /^x-settings:[^]*?\n\n/m.exec(read('docker-compose.yml')) ?? [''];
    const further = worker('docker-compose.worker.yml');
    expect(handedOn(further)).toContain('KEEP_ALIVE from KEEP_ALIVE');
    expect(handedOn(further)).toEqual(handedOn(settings + worker('docker-compose.yml')));
    expect(further).toContain('command: [worker]');
    expect(further).toMatch(/REDIS_URL: \$\{REDIS_URL:\?/);
    expect(read('docker-compose.worker.yml')).not.toContain('DISCORD');
  });

  it("give Redis's users their passwords and the prefix, wherever they stand in the users' file", () => {
    const [, script = ''] =
      /command:\n +- >-\n([^]*?)&&/.exec(read('docker-compose.shared.yml')) ?? [];
    const replaced = [...script.matchAll(/"s\/([^/]+)\/[^"]*"/g)].map(([, word = '']) => word);
    const users = read('deploy/redis-users.acl');
    const passwords = [...users.matchAll(/ >(\S+)/g)].map(([, word = '']) => word);
    expect(replaced).toEqual([...passwords, '~aloud:']);
    expect(users.replaceAll('~aloud:', '')).not.toContain('aloud');
  });
});
