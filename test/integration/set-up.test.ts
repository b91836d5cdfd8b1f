import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { createFreshMachine, type FreshMachine } from '../support/fresh-machine.ts';

const redisServer = { 'redis-server': 'exit 0' };
const mayBeRoot = { sudo: 'if [ "$1" = -n ]; then exit 0; fi; exec "$@"' };
const mayNotBeRoot = { sudo: 'exit 1' };

/** Writes down what it was called with; installing leaves a server on the PATH. */
const aptGet = {
  'apt-get': `
    echo "apt-get $* RUNLEVEL=$RUNLEVEL" >> "$BIN/calls"
    if [ "$1" = install ]; then /bin/cp "$0" "$BIN/redis-server"; fi`,
  systemctl: 'exit 0',
};

/** Says that it ran, and leaves what npm leaves. */
const npm = {
  npm: 'echo "npm $*"; /bin/mkdir -p node_modules; echo {} > node_modules/.package-lock.json',
};

const noRedis = { REDIS_URL: 'redis://127.0.0.1:1' };

async function installPackages({ clone }: FreshMachine): Promise<void> {
  await mkdir(path.join(clone, 'node_modules'));
  await writeFile(path.join(clone, 'node_modules/.package-lock.json'), '{}');
}

async function createReadyMachine(programs: Record<string, string>): Promise<FreshMachine> {
  const machine = await createFreshMachine(programs);
  await installPackages(machine);
  return machine;
}

describe('the set-up of a fresh clone', () => {
  it('says nothing when all is there', async () => {
    const machine = await createReadyMachine(redisServer);
    expect(await machine.setUp(['--redis-server'])).toEqual({ exitCode: 0, said: '' });
  });

  it('tells an old Node which one is needed', () => {
    const check = `import('./scripts/set-up/node-version.js').then(({ checkNode }) =>
      checkNode({ version: '20.18.3', lowest: '20.19.0' }))`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', check], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('needs Node 20.19.0 or newer; this is 20.18.3');
  });

  it('installs packages when there are none', async () => {
    const machine = await createFreshMachine(npm);
    expect(await machine.setUp([])).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('npm ci'),
    });
  });

  it('installs packages when the lockfile is newer than they are', async () => {
    const machine = await createReadyMachine(npm);
    const later = new Date(Date.now() + 60_000);
    await utimes(path.join(machine.clone, 'package-lock.json'), later, later);
    expect((await machine.setUp([])).said).toContain('npm ci');
  });

  it('fails when the packages cannot be installed', async () => {
    const machine = await createFreshMachine({ npm: 'exit 7' });
    expect(await machine.setUp([])).toMatchObject({ exitCode: 1 });
  });
});

describe('Redis for a fresh clone', () => {
  it('is the one that REDIS_URL names, if it answers', async () => {
    const machine = await createReadyMachine({});
    const env = { REDIS_URL: inject('redisUrl') };
    expect(await machine.setUp(['--redis'], env)).toEqual({ exitCode: 0, said: '' });
  });

  it('is the one that REDIS_URL names in .env', async () => {
    const machine = await createReadyMachine({});
    await writeFile(path.join(machine.clone, '.env'), `REDIS_URL=${inject('redisUrl')}\n`);
    expect(await machine.setUp(['--redis'])).toEqual({ exitCode: 0, said: '' });
  });

  it('is not a REDIS_URL where a server program is needed', async () => {
    const machine = await createReadyMachine(mayNotBeRoot);
    const env = { REDIS_URL: inject('redisUrl') };
    expect(await machine.setUp(['--redis-server'], env)).toMatchObject({ exitCode: 1 });
  });

  it('is not whatever else answers at REDIS_URL', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const machine = await createReadyMachine(redisServer);
    const { said } = await machine.setUp(['--redis'], { REDIS_URL: `redis://127.0.0.1:${port}` });
    expect(said).toContain('REDIS_URL does not answer: it is not a Redis');
  });

  it('is a Valkey on the PATH as well', async () => {
    const machine = await createReadyMachine({ 'valkey-server': 'exit 0' });
    expect(await machine.setUp(['--redis-server'])).toEqual({ exitCode: 0, said: '' });
  });

  it('is installed after saying so, without starting a service', async () => {
    const machine = await createReadyMachine({ ...aptGet, ...mayBeRoot });
    const { exitCode, said } = await machine.setUp(['--redis'], noRedis);
    expect({ exitCode, said }).toMatchObject({
      exitCode: 0,
      said: expect.stringMatching(/Installing it: sudo sh -c 'apt-get update && /),
    });
    const calls = await readFile(path.join(machine.clone, '../bin/calls'), 'utf8');
    expect(calls.trim().split('\n')).toEqual([
      'apt-get update RUNLEVEL=',
      'apt-get install -y --no-install-recommends redis-server RUNLEVEL=1',
    ]);
  });

  it('is left to the user, with the command to run, where the right to install is missing', async () => {
    const machine = await createReadyMachine({ ...aptGet, ...mayNotBeRoot });
    const { exitCode, said } = await machine.setUp(['--redis'], noRedis);
    expect(exitCode).toBe(1);
    expect(said).toMatch(
      /no right to install it\. Install it yourself.*\n\n {2}sudo sh -c 'apt-get/,
    );
  });

  it('is left to the user where no package manager is known', async () => {
    const machine = await createReadyMachine({});
    const { exitCode, said } = await machine.setUp(['--redis-server'], noRedis);
    expect(exitCode).toBe(1);
    expect(said).toContain('no apt, dnf or brew');
  });
});
