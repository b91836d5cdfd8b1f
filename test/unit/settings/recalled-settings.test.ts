import { expect, it } from 'vitest';
import { createRecalledSettings } from '../../../src/settings/recalled-settings.ts';
import type { ServerSettings } from '../../../src/settings/server-settings.ts';
import { createGate } from '../../support/gate.ts';
import { settingsWith } from '../../support/settings.ts';
import { silentLog } from '../../support/token-log.ts';

const guildId = '500000000000000001';

/** Over a store that another process may change, and a clock that a test moves. */
function openRecalled() {
  let stored = settingsWith();
  let nowMs = 0;
  let hold = Promise.resolve();
  const reads: string[] = [];
  const settings = createRecalledSettings({
    store: {
      get: async (id) => {
        reads.push(String(id));
        const read = stored;
        await hold;
        return read;
      },
      change: (_id, change) => Promise.resolve((stored = { ...stored, ...change })),
    },
    log: silentLog,
    keepMs: 1_000,
    now: () => nowMs,
  });
  return {
    settings,
    reads,
    elsewhere: (given: Partial<ServerSettings>) => (stored = { ...stored, ...given }),
    advance: (ms: number) => (nowMs += ms),
    hold: (until: Promise<void>) => {
      hold = until;
    },
  };
}

/** Lets a read that was begun come in. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('knows nothing at first, and asks', async () => {
  const { settings } = openRecalled();
  expect(settings.recall(guildId)).toBeUndefined();
  await settled();
  expect(settings.recall(guildId)).toEqual(settingsWith());
});

it('knows what was read or changed here at once', async () => {
  const { settings, reads } = openRecalled();
  await settings.get(guildId);
  expect(settings.recall(guildId)).toEqual(settingsWith());
  await settings.change(guildId, { maxWaiting: 5 });
  expect(settings.recall(guildId)).toEqual(settingsWith({ maxWaiting: 5 }));
  expect(reads).toHaveLength(1);
});

it('fetches a copy anew that has become old, without waiting for it', async () => {
  const { settings, elsewhere, advance, reads } = openRecalled();
  await settings.get(guildId);
  elsewhere({ maxWaiting: 5 });
  advance(999);
  expect(settings.recall(guildId)?.maxWaiting).toBe(100);
  expect(reads).toHaveLength(1);
  advance(1);
  expect(settings.recall(guildId)?.maxWaiting).toBe(100);
  await settled();
  expect(settings.recall(guildId)?.maxWaiting).toBe(5);
});

it('does not let what was read before a change replace it', async () => {
  const { settings, hold } = openRecalled();
  const gate = createGate();
  hold(gate.opened);
  const read = settings.get(guildId);
  await settings.change(guildId, { maxWaiting: 5 });
  gate.open();
  expect((await read).maxWaiting).toBe(100);
  expect(settings.recall(guildId)?.maxWaiting).toBe(5);
});

it('goes on with its copy while Redis is away', async () => {
  const { settings, advance, hold } = openRecalled();
  await settings.get(guildId);
  hold(Promise.reject(new Error('away')));
  advance(2_000);
  settings.recall(guildId);
  await settled();
  expect(settings.recall(guildId)).toEqual(settingsWith());
});
