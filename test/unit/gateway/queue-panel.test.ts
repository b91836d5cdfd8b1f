import { ComponentType } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentProblems } from '../../../playground/local-discord/messages/component-rules.ts';
import { layoutSchema } from '../../../playground/local-discord/messages/components.ts';
import type { Ask } from '../../../src/asks/ask.ts';
import type { QueueLook } from '../../../src/asks/queue-look.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import { renderQueue } from '../../../src/gateway/queue-panel.ts';
import { viewQueue, type QueueView } from '../../../src/gateway/queue-view.ts';
import { maxMessageRoom, roomOf } from '../../../src/rendering/room.ts';
import { askWith } from '../../support/ask.ts';
import { lookWith } from '../../support/queue-look.ts';

const now = 1_700_000_000_000;
const empty: QueueView = {
  running: [],
  waiting: [],
  nextWaitMs: undefined,
  workers: [],
  rest: undefined,
  kept: [],
  now,
};

function textOf(view: Partial<QueueView>): string {
  const { components } = renderQueue({ ...empty, ...view }, 'en-US');
  return components
    .flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : []))
    .join('\n');
}

function menuOf(view: Partial<QueueView>, customId: string) {
  return renderQueue({ ...empty, ...view }, 'en-US')
    .components.flatMap((part) => (part.type === ComponentType.ActionRow ? part.components : []))
    .filter((part) => part.type === ComponentType.StringSelect)
    .find((menu) => menu.custom_id === customId);
}

function rowOf(given: Partial<QueueView['waiting'][number]> = {}): QueueView['waiting'][number] {
  return {
    askId: '1',
    who: { type: 'named', name: 'Ann' },
    place: 1,
    waitMs: 120_000,
    question: undefined,
    mayCancel: false,
    ...given,
  };
}

const model = 'r1:8b';
const worker = { name: 'gpu-1', state: 'ready', rest: undefined, inMemory: [] } as const;
const self = { type: 'self' } as const;

describe('the list', () => {
  it('says when there is nobody and nothing', () => {
    expect(textOf({})).toBe(
      '### Queue\n**No question is being answered**\n**No question waits** · no model server is connected',
    );
  });

  it('says that a question asked now has its turn at once', () => {
    expect(textOf({ workers: [worker], nextWaitMs: 0 })).toContain(
      '**No question waits** · a new one has its turn at once',
    );
  });

  it.each([
    [{ type: 'starting' }, 'starting'],
    [{ type: 'loading', elapsedMs: 5_000 }, 'loading for 5 s'],
    [{ type: 'answering', elapsedMs: 0 }, 'answering for 1 s · 41 tokens/s'],
  ] as const)('says how far an answer is: %j', (progress, words) => {
    const row = { who: { type: 'named', name: 'Ann' }, model, progress, tokensPerSecond: 41.4 };
    expect(textOf({ running: [row as QueueView['running'][number]] })).toContain(
      `**Being answered**\nAnn · r1:8b · ${words}\n**No`,
    );
  });

  it('names who waits, and shows of the own questions the first words', () => {
    const waiting = [
      rowOf(),
      rowOf({ place: 2, who: self, question: `Why ${'so '.repeat(30)}?` }),
      rowOf({ place: 3, who: { type: 'elsewhere' }, waitMs: undefined }),
      rowOf({ place: 4, who: { type: 'private' } }),
    ];
    expect(textOf({ waiting, workers: [worker], nextWaitMs: 600_000 })).toContain(
      [
        '**4 questions wait** · a new one has its turn in about 10 min',
        '1. Ann · about 2 min',
        `2. **you** · about 2 min · ${`Why ${'so '.repeat(30)}`.slice(0, 60)}…`,
        '3. someone elsewhere',
        '4. someone, in private · about 2 min',
      ].join('\n'),
    );
  });

  it('tells of ten, and of the own ones further back', () => {
    const waiting = Array.from({ length: 30 }, (_, index) => rowOf({ place: index + 1 }));
    waiting[20] = rowOf({ place: 21, who: self, question: 'Mine' });
    const text = textOf({ waiting });
    expect(text).toContain('10. Ann');
    expect(text).not.toContain('11. Ann');
    expect(text).toContain('-# … and 20 more\n**you** · 21st in line · about 2 min · Mine');
  });

  it('says that the card rests, until when and why, in the place of a wait', () => {
    const rest = { cause: 'pause', until: now + 60_000, reason: 'gaming *now*' } as const;
    const text = textOf({ rest, workers: [{ ...worker, rest }], waiting: [rowOf()] });
    expect(text).toContain(
      String.raw`**1 question waits** · Paused until <t:1700000060:t> · "gaming \*now\*"`,
    );
    expect(text).toContain('gpu-1 · Paused until <t:1700000060:t> · no model in memory');
  });

  it('tells what is in the memory of each server', () => {
    const inMemory = [
      { model, vramBytes: 5_240_000_000, tokensPerSecond: 41 },
      { model: 'r1:14b', vramBytes: 0, tokensPerSecond: undefined },
    ];
    const workers = [
      { ...worker, inMemory },
      { ...worker, name: undefined, state: 'unreachable' as const },
    ];
    expect(textOf({ workers })).toContain(
      [
        '**Model servers**',
        'gpu-1 · r1:8b (5.2 GB of VRAM, 41 tokens/s) · r1:14b (on the processor)',
        'Model server · its Ollama does not answer',
      ].join('\n'),
    );
  });
});

describe('the menus', () => {
  it('offer the own questions first, and nothing that may not be cancelled', () => {
    const waiting = [
      rowOf({ askId: 'a', question: 'Theirs', mayCancel: true }),
      rowOf({ askId: 'b', place: 2 }),
      rowOf({ askId: 'c', place: 3, who: self, question: 'Mine', mayCancel: true }),
      rowOf({ askId: 'd', place: 4, mayCancel: true }),
    ];
    expect(menuOf({ waiting }, 'queue:cancel')?.options).toEqual([
      { value: 'c', label: 'Mine', description: '3rd in line · about 2 min' },
      { value: 'a', label: 'Theirs', description: 'Ann · Next in line · about 2 min' },
      {
        value: 'd',
        label: 'A question asked in private or elsewhere',
        description: 'Ann · 4th in line · about 2 min',
      },
    ]);
  });

  it('offer more questions to cancel than one menu holds', () => {
    const waiting = Array.from({ length: 60 }, (_, index) =>
      rowOf({ askId: String(index), place: index + 1, mayCancel: true }),
    );
    const third = menuOf({ waiting }, 'queue:cancel:3');
    expect(menuOf({ waiting }, 'queue:cancel:2')?.options).toHaveLength(25);
    expect(third?.placeholder).toBe('Cancel a waiting question (51–60)');
    expect(third?.options.at(-1)?.value).toBe('59');
    expect(menuOf({ waiting }, 'queue:cancel:4')).toBeUndefined();
  });

  it('are not there without a choice', () => {
    expect(menuOf({ waiting: [rowOf()] }, 'queue:cancel')).toBeUndefined();
    expect(menuOf({}, 'queue:kept')).toBeUndefined();
  });

  it('offer the answers that are kept', () => {
    const kept = [{ askId: 'k', question: 'What became of it?' }];
    expect(menuOf({ kept }, 'queue:kept')).toMatchObject({
      placeholder: 'Show my answer',
      options: [{ value: 'k', label: 'What became of it?' }],
    });
    expect(textOf({ kept })).toContain('It is kept for you here:');
  });
});

describe('within the limits of Discord', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6_000 }),
    fc.constantFrom('👩‍👩‍👧‍👦'.repeat(800), '界'.repeat(4_000), '*'.repeat(6_000), '\u200b', '@everyone'),
  );
  const askArbitrary = fc.record({ name: hostile, question: hostile, isOwn: fc.boolean() });

  it('stays, whoever asks whatever, with up to 500 who wait', () => {
    fc.assert(
      fc.property(
        fc.array(askArbitrary, { maxLength: 12 }),
        fc.constantFrom(0, 1, 100, 500),
        (some, count) => {
          const asks = Array.from({ length: some.length === 0 ? 0 : count }, (_, index) => {
            const { name, question, isOwn } = some[index % some.length] ?? some[0] ?? blank;
            return askWith({
              id: String(index),
              asker: { id: isOwn ? 'me' : `a${index}`, name },
              question,
            });
          });
          const reason = some[0]?.question;
          const rest = {
            cause: 'pause' as const,
            until: now + 60_000,
            ...(reason !== undefined && { reason }),
          };
          const workers = some.map(({ name }, index) => ({
            workerId: String(index),
            name,
            state: 'ready' as const,
            rest,
            models: Array.from({ length: 6 }, () => loadedModel(name)),
          }));
          const view = viewQueue({
            look: lookWith(asks, { workers, rest, running: runningOf(asks) }),
            viewer: { userId: 'me', guildId: null, isModerator: false, isOperator: true },
            kept: asks,
            now,
          });
          const { components } = renderQueue(view, 'en-US');
          const parsed = layoutSchema.parse(components);
          expect(componentProblems(parsed)).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });

  const loadedModel = (name: string): InstalledModel => ({
    name,
    sizeBytes: 1,
    parameterSize: '8B',
    canThink: true,
    isReasoner: true,
    isLoaded: true,
    vramBytes: 5_240_000_000,
  });

  const runningOf = (asks: readonly Ask[]): QueueLook['running'] =>
    asks.slice(0, 12).map(({ id, question }) => ({
      askId: id,
      model: question,
      progress: { type: 'answering', elapsedMs: 3_600_000 },
    }));

  it('stays with every list as full as it can be, and a reason that is all markup', () => {
    // About where the lines of each list fill its room.
    const widths = {
      running: fc.integer({ min: 30, max: 40 }),
      waiting: fc.integer({ min: 34, max: 40 }),
      own: fc.integer({ min: 44, max: 56 }),
      servers: fc.integer({ min: 16, max: 28 }),
    };
    fc.assert(
      fc.property(fc.record(widths), ({ running, waiting, own, servers }) => {
        const rest = { cause: 'pause', until: now + 60_000, reason: '*'.repeat(200) } as const;
        const named = (room: number) => ({ type: 'named', name: '*'.repeat(room) }) as const;
        const text = textOf({
          rest,
          running: Array.from({ length: 30 }, () => ({
            who: named(running),
            model,
            progress: { type: 'loading', elapsedMs: 5_000 },
            tokensPerSecond: undefined,
          })),
          waiting: Array.from({ length: 90 }, (_, index) =>
            rowOf({
              place: index + 1,
              who: index < 30 ? named(waiting) : self,
              waitMs: 40_000_000,
              question: '*'.repeat(own),
            }),
          ),
          workers: Array.from({ length: 30 }, () => ({ ...worker, name: '*'.repeat(servers) })),
          kept: [{ askId: '1', question: 'Why?' }],
        });
        // What is left is for headlines in languages of more words.
        expect(roomOf(text)).toBeLessThanOrEqual(maxMessageRoom - 200);
      }),
      { numRuns: 200 },
    );
  });

  const blank = { name: '', question: '', isOwn: false };
});
