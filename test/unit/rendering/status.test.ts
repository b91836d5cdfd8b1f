import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/errors.ts';
import { languages } from '../../../src/locales/languages.ts';
import { messagesFor } from '../../../src/locales/messages-for.ts';
import type { ReplyView } from '../../../src/rendering/reply.ts';
import { roomOf } from '../../../src/rendering/room.ts';
import { maxStatusRoom, renderStatus } from '../../../src/rendering/status.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import { askStart, type TimedEntry, viewOf } from '../../support/reply-view.ts';

const figures = { tokens: 2_419, reasoningTokens: 1_532, promptTokens: 9, generationMs: 59_000 };
const thinking: TimedEntry = [2, { type: 'reasoning-delta', text: 'Hmm.', tokens: 1_120 }];
const answering: TimedEntry = [40, { type: 'answer-delta', text: 'Blue.', tokens: 410 }];
const done: TimedEntry = [59, { type: 'ask-done', figures }];

const statusOf = (entries: readonly TimedEntry[], given: Parameters<typeof viewOf>[1] = {}) =>
  renderStatus(viewOf(entries, given));

describe('the status of an ask that waits', () => {
  it('tells its place in the line', () => {
    const places = [2, 3, 4, 11, 21, 22].map((place) => statusOf([], { place }));
    expect(places).toEqual(
      ['2nd', '3rd', '4th', '11th', '21st', '22nd'].map((place) => `**${place} in line**`),
    );
  });

  it('tells that it is the next one', () => {
    expect(statusOf([], { place: 1 })).toBe('**Next in line**');
  });

  it('tells how long its turn is off, where that is known', () => {
    expect(statusOf([], { place: 3, waitMs: 130_000 })).toBe('**3rd in line** · about 2 min');
    expect(statusOf([], { place: 1, waitMs: 12_000 })).toBe('**Next in line** · under a minute');
    expect(statusOf([], { place: 2, waitMs: 12_000, isPrivate: true })).toBe(
      '**2nd in line** · under a minute · only you can see this',
    );
  });

  it('tells no wait that nobody works off', () => {
    expect(statusOf([], { place: 1, waitMs: 1, hasWorker: false })).toBe(
      '**Waiting for a model server**',
    );
  });

  it('tells that the answer before it is on its way, whoever is there to give it', () => {
    const status = '**After the answer before this one**';
    expect(statusOf([], { isAfterPrevious: true })).toBe(status);
    expect(statusOf([], { isAfterPrevious: true, hasWorker: false })).toBe(status);
  });

  it('tells that no model server is there', () => {
    expect(statusOf([], { place: 2, hasWorker: false })).toBe('**Waiting for a model server**');
  });

  it('tells in its place until when the card rests, and why', () => {
    const until = viewOf([]).now + 60 * 60_000;
    const seconds = until / 1_000;
    const wait = { place: 2, waitMs: 130_000 };
    const rest = { cause: 'pause', until, reason: 'gaming' } as const;
    expect(statusOf([], { ...wait, rest })).toBe(
      `**Paused until <t:${seconds}:t>** · 2nd in line · "gaming"`,
    );
    expect(statusOf([], { ...wait, isPrivate: true, rest: { cause: 'quiet-hours', until } })).toBe(
      `**Quiet hours until <t:${seconds}:t>** · 2nd in line · only you can see this`,
    );
    expect(statusOf([], { place: 1, rest: { cause: 'pause', reason: ' \n' } })).toBe(
      '**Paused by the host** · next in line',
    );
  });

  it('tells the day too when the card rests for long', () => {
    const until = viewOf([]).now + 21 * 60 * 60_000;
    expect(statusOf([], { place: 1, rest: { cause: 'pause', until } })).toBe(
      `**Paused until <t:${until / 1_000}:f>** · next in line`,
    );
  });

  it('tells no rest when no model server is there anyway', () => {
    expect(statusOf([], { place: 1, hasWorker: false, rest: { cause: 'pause' } })).toBe(
      '**Waiting for a model server**',
    );
  });

  it('quotes a reason so that nothing in it is markup, a mention or a line of its own', () => {
    const reason = `**bold** <@1>\n# title [x](https://evil.example) \`code\` ${'long '.repeat(99)}`;
    const status = statusOf([], { place: 1, rest: { cause: 'pause', reason } });
    expect(status).toMatch(
      /^\*\*Paused by the host\*\* · next in line · "\\\*\\\*bold\\\*\\\* \\<@1\\> # title [^\n]*…"$/u,
    );
    expect(status).not.toContain('://');
    expect(roomOf(status)).toBeLessThanOrEqual(maxStatusRoom);
  });

  it('tells that it starts when it has left the line', () => {
    expect(statusOf([])).toBe('**Starting**');
    expect(statusOf([askStart], { place: 1, hasWorker: false })).toBe('**Starting**');
  });

  it('tells that the model server does not answer', () => {
    expect(statusOf([askStart, [1, { type: 'server-wait' }]])).toBe(
      '**The model server does not answer; trying again**',
    );
  });
});

describe('the status of an ask that runs', () => {
  const loading: TimedEntry = [0, { type: 'load-start', usualMs: 20_400 }];

  it('tells which model loads, for how long, and how long that usually takes', () => {
    expect(statusOf([askStart, loading], { nowSeconds: 12 })).toBe(
      '**Loading deepseek-r1:14b** · 10 s, usually 20 s',
    );
    expect(statusOf([askStart, loading], { nowSeconds: 3 })).toBe(
      '**Loading deepseek-r1:14b** · usually 20 s',
    );
    expect(statusOf([askStart, [0, { type: 'load-start' }]])).toBe('**Loading deepseek-r1:14b**');
  });

  it('moves a clock that stands alone in steps of five seconds', () => {
    const reading: TimedEntry[] = [askStart, [0, { type: 'prompt-start' }]];
    const seen = Array.from({ length: 13 }, (_, nowSeconds) => statusOf(reading, { nowSeconds }));
    expect([...new Set(seen)]).toEqual(['**Reading**', '**Reading** · 5 s', '**Reading** · 10 s']);
  });

  it('tells how long the model thinks, and how much', () => {
    const more: TimedEntry = [40, { type: 'reasoning-delta', text: 'So.', tokens: 3 }];
    expect(statusOf([askStart, thinking, more])).toBe('**Thinking** · 38 s · 1,123 tokens');
    expect(statusOf([askStart, thinking])).toBe('**Thinking** · 1,120 tokens');
  });

  it('moves the clock in steps of five seconds while a thinking model is silent', () => {
    const more: TimedEntry = [9, { type: 'reasoning-delta', text: 'So.', tokens: 3 }];
    const at = (nowSeconds: number) => statusOf([askStart, thinking, more], { nowSeconds });
    const seen = Array.from({ length: 12 }, (_, index) => at(9 + index));
    expect([...new Set(seen)]).toEqual(
      ['7 s', '12 s', '17 s'].map((time) => `**Thinking** · ${time} · 1,123 tokens`),
    );
  });

  it('tells how fast the answer comes', () => {
    const more: TimedEntry = [49.75, { type: 'answer-delta', text: 'Sky.', tokens: 0 }];
    expect(statusOf([askStart, answering, more])).toBe('**Answering** · 42 tokens/s');
    expect(statusOf([askStart, answering])).toBe('**Answering**');
  });

  it('tells the same rate while an answering model is silent', () => {
    const more: TimedEntry = [50, { type: 'answer-delta', text: 'Sky.', tokens: 90 }];
    const rates = [50, 51, 90].map((nowSeconds) =>
      statusOf([askStart, answering, more], { nowSeconds }),
    );
    expect(new Set(rates)).toEqual(new Set(['**Answering** · 50 tokens/s']));
  });

  it('writes numbers as the words around them are written', () => {
    const statusIn = (locale: string) => statusOf([askStart, thinking], { locale });
    expect(statusIn('ru')).toBe('**Думает** · 1\u{A0}120 токенов');
    expect(statusIn('de')).toBe('**Thinking** · 1,120 tokens');
    expect(statusIn('not a locale')).toBe('**Thinking** · 1,120 tokens');
  });

  it('tells that only the asker sees it', () => {
    expect(statusOf([], { place: 1, isPrivate: true })).toBe(
      '**Next in line** · only you can see this',
    );
  });

  it.each([
    ['keep-following', 'Press **Keep following**'],
    ['direct-message-follows', 'it comes as a direct message'],
    ['answer-by-direct-message', 'The answer comes here because'],
  ] as const)('tells how the reply goes on: %s', (notice, words) => {
    const [line, small] = statusOf([askStart, thinking], { notice }).split('\n');
    expect(line).toBe('**Thinking** · 1,120 tokens');
    expect(small).toMatch(/^-# /);
    expect(small).toContain(words);
  });
});

describe('the status of an ask that has ended', () => {
  it('promises nothing more, and a direct message still says why it is one', () => {
    const ended = [askStart, answering, done];
    expect(statusOf(ended, { notice: 'keep-following' })).toBe(statusOf(ended));
    expect(statusOf(ended, { notice: 'direct-message-follows' })).toBe(statusOf(ended));
    expect(statusOf(ended, { notice: 'answer-by-direct-message' })).toMatch(
      /59 s in all\n-# The answer comes here because/,
    );
  });

  const failed = (entry: Omit<Extract<LogEntry, { type: 'ask-failed' }>, 'type'>): TimedEntry => [
    12,
    { type: 'ask-failed', ...entry },
  ];

  it('is a small line with the figures', () => {
    expect(statusOf([askStart, thinking, answering, done])).toBe(
      '-# deepseek-r1:14b · thought 38 s (1,532 tokens) · 41 tokens/s · 59 s in all',
    );
  });

  it('tells how much of the conversation no longer fitted', () => {
    const after = (droppedMessages: number) =>
      statusOf([askStart, [1, { type: 'prompt-start', droppedMessages }], done]);
    expect(after(4)).toMatch(/ in all · the first 4 messages no longer fit$/);
    expect(after(1)).toMatch(/ in all · the first message no longer fits$/);
    expect(after(0)).toMatch(/ in all$/);
  });

  it('leaves out what is not known', () => {
    const none = { tokens: 0, reasoningTokens: 0, promptTokens: 0, generationMs: 0 };
    expect(statusOf([[59, { type: 'ask-done', figures: none }]])).toBe(
      '-# deepseek-r1:14b · 59 s in all',
    );
    expect(statusOf([askStart, answering, done])).toBe(
      '-# deepseek-r1:14b · 41 tokens/s · 59 s in all',
    );
  });

  it.each([
    ['length', 'The answer reached the limit of its length and ends here.'],
    ['no-answer', 'The model used all its room for thinking and wrote no answer.'],
    ['repetition', 'The model thought in circles and was ended before it wrote an answer.'],
  ] as const)('says first what the answer lacks: %s', (shortfall, words) => {
    const [line, footer] = statusOf([
      askStart,
      thinking,
      [59, { type: 'ask-done', figures, shortfall }],
    ]).split('\n');
    expect(line).toBe(`**${words}**`);
    expect(footer).toMatch(/^-# deepseek-r1:14b · /);
  });

  it('says that the answer repeats itself where there is one', () => {
    const ended: TimedEntry = [59, { type: 'ask-done', figures, shortfall: 'repetition' }];
    expect(statusOf([askStart, thinking, answering, ended])).toMatch(
      /^\*\*The answer began to repeat itself and was ended here\.\*\*\n-# /,
    );
  });

  it('blames no thinking where there was none', () => {
    const empty: TimedEntry = [3, { type: 'ask-done', figures, shortfall: 'no-answer' }];
    expect(statusOf([askStart, empty])).toMatch(/^\*\*The model wrote no answer\.\*\*\n-# /);
  });

  it('counts the time from the question on', () => {
    const stopped: TimedEntry = [12, { type: 'ask-stopped', by: 'Ann' }];
    const waitedSeconds = 60;
    expect(statusOf([askStart, done], { waitedSeconds })).toMatch(/ · 1 min 59 s in all$/);
    expect(statusOf([askStart, stopped], { waitedSeconds })).toMatch(/ after 1 min 12 s\.$/);
    expect(statusOf([stopped])).toBe('-# Stopped by Ann after 12 s.');
  });

  it('never tells less time than the model took, whatever the clocks', () => {
    expect(statusOf([askStart, done], { waitedSeconds: -30 })).toMatch(/ · 59 s in all$/);
  });

  it('names nobody where the question was deleted', () => {
    const stopped: TimedEntry = [12, { type: 'ask-stopped', by: 'Ann', cause: 'deleted' }];
    expect(statusOf([askStart, stopped])).toBe('-# Stopped after 12 s: the question was deleted.');
  });

  it('names who stopped it, harmlessly', () => {
    const stopped: TimedEntry = [12, { type: 'ask-stopped', by: '**Ann**\n# @everyone <@1>' }];
    expect(statusOf([askStart, stopped])).toBe(
      String.raw`-# Stopped by \*\*Ann\*\* # @everyone \<@1\> after 12 s.`,
    );
  });

  it('says what failed, what is kept and whose turn it is', () => {
    expect(statusOf([askStart, failed({ code: 'MODEL_MISSING', detail: 'x' })])).toBe(
      '**The model `x` is not installed.** An operator can add it with `/model pull x`.',
    );
    expect(statusOf([askStart, thinking, failed({ code: 'MODEL_SERVER_LOST' })])).toBe(
      '**The model server stopped answering.** What came so far stands above. You can ask again.',
    );
  });

  it('tells that only the asker sees it', () => {
    const isPrivate = true;
    expect(statusOf([askStart, answering, done], { isPrivate })).toMatch(/only you can see this$/);
    expect(statusOf([askStart, failed({ code: 'INTERNAL' })], { isPrivate })).toMatch(
      /\n-# only you can see this$/,
    );
  });

  it.each(languages)(
    'has words for every error in %s, and room for the longest names',
    (locale) => {
      const longest = '*'.repeat(3_000);
      const { keptAbove } = messagesFor(locale).ending;
      for (const code of errorCodes) {
        for (const detail of [undefined, longest, '`\n`']) {
          const given = { isPrivate: true, locale, notice: 'answer-by-direct-message' } as const;
          const entry = detail === undefined ? { code } : { code, detail };
          const status = statusOf([askStart, thinking, failed(entry)], given);
          expect(status).toMatch(/^\*\*[^*\n`]*(?:`[^`\n]+`[^*\n`]*)?\*\* /);
          expect(status).toContain(`** ${keptAbove} `);
          expect(roomOf(status)).toBeLessThanOrEqual(maxStatusRoom);
        }
      }
    },
  );
});

describe('any status', () => {
  it('has room for the longest names', () => {
    const longest = '*'.repeat(3_000);
    const views: ReplyView[] = [
      viewOf([
        [0, { type: 'attempt-start', model: longest }],
        [0, { type: 'load-start' }],
      ]),
      viewOf([askStart, [1, { type: 'ask-stopped', by: longest }]]),
      viewOf([
        [0, { type: 'attempt-start', model: longest }],
        thinking,
        [90_000, { type: 'ask-done', figures, shortfall: 'no-answer' }],
      ]),
    ];
    const given = { isPrivate: true, notice: 'answer-by-direct-message' } as const;
    for (const view of views) {
      for (const locale of languages) {
        const status = renderStatus({ ...view, ...given, locale });
        expect(roomOf(status)).toBeLessThanOrEqual(maxStatusRoom);
      }
    }
  });
});
