import { expect, it } from 'vitest';
import { startAppProcess } from '../support/app-process.ts';
import { openWorld } from '../support/world.ts';

const secret = 'https://discord.com/api/v10/webhooks/100000000000000001/a-secret';

/** Loaded into the process: at the signal something fails that nobody has thought of. */
const crashes = {
  'an error that nobody catches': `throw new Error('${secret}')`,
  'a rejection that nobody handles': `void Promise.reject(new Error('${secret}'))`,
};

it.each(Object.entries(crashes))('stops and says so in its log at %s', async (_what, crash) => {
  const world = await openWorld({ expected: { errors: ['cannot-go-on'] } });
  const module = encodeURIComponent(`process.on('SIGHUP', () => { ${crash}; })`);
  const bot = await startAppProcess(world, 'bot', {
    NODE_OPTIONS: `--import data:text/javascript,${module.replaceAll("'", '%27')}`,
  });
  expect(await bot.kill('SIGHUP')).toBe(1);
  expect(world.log.count('stopped')).toBe(1);
  const lines = JSON.stringify(world.log.lines);
  expect(lines).toContain('/webhooks/100000000000000001/[redacted]');
  expect(lines).not.toContain('a-secret');
});
