import { expect, it } from 'vitest';
import { createReplySource } from '../../../src/delivery/reply-source.ts';
import { createDirectMessage } from '../../../src/delivery/surfaces.ts';
import { applyEntry, emptyTranscript } from '../../../src/token-log/transcript.ts';
import { askedAt, askWith } from '../../support/ask.ts';
import { openTextsOf } from '../../support/frame-rules.ts';

const minuteMs = 60_000;

it.each([
  ['ahead', 10 * minuteMs],
  ['behind', -10 * minuteMs],
])("counts the time since the question when the log's clock is far %s", (_, aheadMs) => {
  const ask = askWith();
  const present = { logNow: askedAt + aheadMs, discordNow: askedAt + 2_000 };
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
    standingOf: async () => ({ place: undefined, hasWorker: true }),
    discordNow: () => present.discordNow,
  });
  const { channelId } = ask.place;
  const surface = createDirectMessage({ ask, state: { channelId, pages: [] } });
  const status = () => source.render(surface).flatMap(openTextsOf).at(-1);

  expect(status()).toContain('Stopped by Ann after 7 s.');
  present.discordNow += 500;
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
    standingOf: async () => ({
      place: 2,
      waitMs: minuteMs,
      hasWorker: true,
      rest: { cause: 'pause', reason: 'gaming' },
    }),
    discordNow: () => askedAt,
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
