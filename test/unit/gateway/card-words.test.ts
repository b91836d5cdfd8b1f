import { describe, expect, it } from 'vitest';
import {
  cardStatusWords,
  pausedWords,
  resumedWords,
  type CardStatus,
} from '../../../src/gateway/card-words.ts';
import type { Pause } from '../../../src/gpu/pause.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import type { PublishedWorker } from '../../../src/models/published-models.ts';
import { maxMessageRoom, roomOf } from '../../../src/rendering/room.ts';

const now = 1_700_000_000_000;
const reader = { locale: 'en-US', now };
const until = now + 60 * 60_000;
const pause: Pause = { at: now, until, reason: 'gaming' };

const loaded = (name: string, vramBytes: number): InstalledModel => ({
  name,
  sizeBytes: 1,
  parameterSize: '8B',
  canThink: true,
  isReasoner: true,
  isLoaded: true,
  vramBytes,
});

const workerWith = (given: Partial<PublishedWorker> = {}): PublishedWorker => ({
  workerId: 'id-1',
  name: 'gpu-box',
  state: 'ready',
  models: [],
  ...given,
});

const statusWith = (given: Partial<CardStatus> = {}): string =>
  cardStatusWords({ rest: undefined, workers: [], running: 0, waiting: 0, ...given }, reader);

describe('what an operator is told of a pause', () => {
  it('is until when it lasts, why, and what becomes of the running answers', () => {
    expect(pausedWords({ pause, running: 1, stopped: 0 }, reader)).toBe(
      `**Paused until <t:${until / 1_000}:t>** · "gaming"\nThe running answer goes on to its end.\nWhoever asks meanwhile joins the line.`,
    );
    expect(pausedWords({ pause, running: 0, stopped: 2 }, reader)).toContain(
      '\n2 running answers were stopped.\n',
    );
  });

  it('is that it is over, or that there was none, and what keeps the card all the same', () => {
    expect(resumedWords({ wasPaused: true, rest: undefined }, reader)).toBe(
      '**The pause is over.**',
    );
    const rest = { cause: 'quiet-hours', until } as const;
    expect(resumedWords({ wasPaused: false, rest }, reader)).toBe(
      `Nothing was paused.\n**Quiet hours until <t:${until / 1_000}:t>**`,
    );
  });
});

describe('the status of the card', () => {
  it('tells that questions are taken, and how many there are', () => {
    expect(statusWith({ running: 1, waiting: 1_234 })).toBe(
      '**Taking questions**\n1 answer runs · 1,234 questions wait\nNo model server is connected.',
    );
  });

  it('tells of a pause by whom it is', () => {
    const rest = { cause: 'pause', until, reason: 'gaming' } as const;
    expect(statusWith({ pausedBy: 'Mod_', rest })).toMatch(
      new RegExp(String.raw`^\*\*Paused until <t:${until / 1_000}:t>\*\* · "gaming" · by Mod\\_\n`),
    );
  });

  it('tells of each worker what is in its memory, and when it is quiet', () => {
    const workers = [
      workerWith({ models: [loaded('deepseek-r1:8b', 6_012_954_214), loaded('tiny:1b', 0)] }),
      workerWith({ name: 'attic', quietHours: '23:00-07:00 (UTC)' }),
      workerWith({ name: 'shed', state: 'unreachable', models: [loaded('deepseek-r1:8b', 5)] }),
      workerWith({ name: 'loft', rest: { cause: 'quiet-hours', until } }),
    ];
    expect(statusWith({ workers }).split('\n').slice(2)).toEqual([
      '**gpu-box** · deepseek-r1:8b (6 GB of VRAM), tiny:1b (on the processor)',
      '**attic** · no model in memory · quiet 23:00-07:00 (UTC)',
      '**shed** · Ollama does not answer',
      `**loft** · Quiet hours until <t:${until / 1_000}:t> · no model in memory`,
    ]);
  });

  it('shows no id of a worker that its host gave no name', () => {
    const { name: _name, ...unnamed } = workerWith();
    expect(statusWith({ workers: [unnamed] })).toMatch(/\n\*\*Model server\*\* · /);
  });

  it('fits into one message, whatever there is', () => {
    const name = '*'.repeat(64);
    const worker = workerWith({
      name,
      quietHours: name,
      rest: { cause: 'quiet-hours', until },
      models: Array.from({ length: 30 }, () => loaded(name, 1e12)),
    });
    const workers = Array.from({ length: 50 }, () => worker);
    const words = statusWith({
      workers,
      pausedBy: name,
      rest: { cause: 'pause', until, reason: name.repeat(9) },
    });
    expect(roomOf(words)).toBeLessThanOrEqual(maxMessageRoom);
    expect(words).toMatch(/\nand \d+ more$/);
  });
});
