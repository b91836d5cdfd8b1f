import { expect, it } from 'vitest';
import { openApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate, type Gate } from '../support/gate.ts';
import { inRuns } from '../support/model-words.ts';
import type { Expected } from '../support/world.ts';

const minuteMs = 60_000;
const keepFollowing = /Press \*\*Keep following\*\*/;
const directMessageFollows = /comes as a direct message\.$/;

interface StaleReply {
  app: TestApp;
  ask: AskOnScreen;
  /** The model says the rest. */
  model: Gate;
}

/** A private reply that nobody followed: its message cannot be changed any more. Its asker takes no direct messages. */
async function openStaleReply(status: RegExp, expected?: Expected): Promise<StaleReply> {
  const app = await openApp({ expected: { possibleRefusals: ['401/50027'], ...expected } });
  const bea = app.discord.addMember({ name: 'Bea', refusesDirectMessages: true });
  const model = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 20, until: model.opened });
  const ask = await app.ask('Why?', { private: true, by: bea });
  await ask.shows(/Answering/);
  app.discord.clock.advance(12 * minuteMs);
  await ask.shows(keepFollowing);
  if (status === directMessageFollows) {
    app.discord.clock.advance(2 * minuteMs);
    await ask.shows(directMessageFollows);
  }
  app.discord.clock.advance(4 * minuteMs);
  return { app, ask, model };
}

it('stops in its place a reply that could not be changed any more', async () => {
  const { ask } = await openStaleReply(directMessageFollows);
  ask.press('Stop');
  expect((await ask.ends()).status).toMatch(/^-# Stopped by Bea\b/);
});

it('is followed again by a button that was left standing', async () => {
  const { ask, model } = await openStaleReply(keepFollowing);
  ask.press('Keep following');
  await ask.until(({ buttons }) => !buttons.includes('Keep following'));
  model.open();
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w20');
});

it.each([
  ['Stop', directMessageFollows],
  ['Keep following', keepFollowing],
] as const)(
  'shows an end that could be shown nowhere when %s is pressed afterwards',
  async (button, status) => {
    const { app, ask, model } = await openStaleReply(status, { refusals: ['403/50007'] });
    model.open();
    await expect.poll(() => app.log.count('reply-ended')).toBe(1);
    ask.press(button);
    expect(inRuns((await ask.ends()).answer)).toBe('w1 … w20');
  },
);
