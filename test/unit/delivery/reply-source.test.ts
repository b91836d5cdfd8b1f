import { expect, it } from 'vitest';
import { createReplySource } from '../../../src/delivery/reply-source.ts';
import { createDirectMessage } from '../../../src/delivery/surfaces.ts';
import { applyEntry, emptyTranscript } from '../../../src/token-log/transcript.ts';
import { askedAt, askWith } from '../../support/ask.ts';
import { openTextsOf } from '../../support/frame-rules.ts';

const minuteMs = 60_000;

it("counts the time since the question on this machine's clock, however far off Discord's is", () => {
  const ask = askWith();
  const present = { now: askedAt - 10 * minuteMs, discordNow: askedAt + 2_000 };
  const stopped = applyEntry(emptyTranscript, {
    type: 'ask-stopped',
    by: 'Ann',
    at: present.now + 5_000,
  });
  const source = createReplySource({
    ask,
    live: {
      current: () => stopped,
      ended: new AbortController().signal,
      now: () => present.now,
    },
    standingOf: async () => ({ place: undefined, hasWorker: true }),
    discordNow: () => present.discordNow,
    now: () => present.now,
  });
  const status = () =>
    source
      .render(createDirectMessage({ ask, channelId: ask.place.channelId, pages: [] }))
      .flatMap(openTextsOf)
      .at(-1);

  expect(status()).toContain('Stopped by Ann after 7 s.');
  present.discordNow += 500;
  present.now += minuteMs;
  expect(status()).toContain('Stopped by Ann after 7 s.');
});
