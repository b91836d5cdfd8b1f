import { expect, it } from 'vitest';
import { createReplySource } from '../../../src/delivery/reply-source.ts';
import { createDirectMessage } from '../../../src/delivery/surfaces.ts';
import { applyEntry, emptyTranscript } from '../../../src/token-log/transcript.ts';
import { askedAt, askWith } from '../../support/ask.ts';
import { openTextsOf } from '../../support/frame-rules.ts';

const minuteMs = 60_000;

it("counts the time since the question on the log's clock", () => {
  const ask = askWith();
  const present = { logNow: askedAt + 10 * minuteMs };
  const stopped = applyEntry(emptyTranscript, {
    type: 'ask-stopped',
    by: 'Ann',
    at: present.logNow + 5_000,
  });
  const source = createReplySource({
    ask,
    live: {
      current: () => stopped,
      ended: new AbortController().signal,
      now: () => present.logNow,
    },
    album: { lookUp: () => 'refused' },
    isAfterPrevious: () => false,
    standingOf: async () => ({ place: undefined, hasWorker: true }),
    askedAt: present.logNow - 2_000,
  });
  const { channelId } = ask.place;
  const surface = createDirectMessage({ ask, state: { channelId, pages: [] } });
  const status = () => source.render(surface).flatMap(openTextsOf).at(-1);

  expect(status()).toContain('Stopped by Ann after 7 s.');
  present.logNow += minuteMs;
  expect(status()).toContain('Stopped by Ann after 7 s.');
});

it('shows that the card rests, and leaves the estimate out', async () => {
  const ask = askWith();
  const source = createReplySource({
    ask,
    live: {
      current: () => emptyTranscript,
      ended: new AbortController().signal,
      now: () => askedAt,
    },
    album: { lookUp: () => 'refused' },
    isAfterPrevious: () => false,
    standingOf: async () => ({
      place: 2,
      waitMs: minuteMs,
      hasWorker: true,
      rest: { cause: 'pause', reason: 'gaming' },
    }),
    askedAt,
  });
  const surface = createDirectMessage({
    ask,
    state: { channelId: ask.place.channelId, pages: [] },
  });
  await source.refresh();
  expect(source.render(surface).flatMap(openTextsOf).at(-1)).toContain(
    '**Paused by the host** · 2nd in line · "gaming"',
  );
});
