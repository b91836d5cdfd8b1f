// What no longer fits into the model's context, and what the footer says of it.
import { expect, it } from 'vitest';
import { openApp, type TestApp } from '../../support/app.ts';
import { noticesIn } from '../../support/open-conversation.ts';
import { textIn, toldIn } from '../../support/told.ts';
import type { Written } from '../../support/world.ts';

/** Of which the answers are a quarter: 768 tokens for prompts. */
const smallContext = { contextTokens: 1_024, maxAnswerTokens: 256 };

/** Left out, by what the model was sent of so many turns; by what the footer says. */
function leftOut(app: TestApp, { turns, status }: { turns: number; status: string }) {
  const sent = toldIn(app).at(-1)?.length ?? 0;
  const [said, count] = /the first (?:(\d+) messages no longer fit|message no longer fits)/.exec(
    status,
  ) ?? [undefined];
  return { sent: 2 * turns - 1 - sent, told: said === undefined ? 0 : Number(count ?? 1) };
}

it('leaves out the oldest messages, and the footer counts those that the model was not sent', async () => {
  const app = await openApp({ config: smallContext });
  const counts: number[] = [];
  let before: Written | undefined;
  for (let turns = 1; turns <= 8; turns += 1) {
    const question = `<@bot> Question ${turns}: ${'why does it rain '.repeat(20)}?`;
    before = app.write(question, before && { repliesTo: before.reply() });
    const { status } = await before.ends();
    const { sent, told } = leftOut(app, { turns, status });
    expect(told, status).toBe(sent);
    counts.push(told);
  }
  expect(counts[0]).toBe(0);
  expect(counts.at(-1)).toBeGreaterThan(counts.at(-2) ?? 0);
  const last = textIn(toldIn(app).at(-1));
  expect(last).not.toContain('Question 1:');
  expect(last).toMatch(/^Question \d: [\s\S]*\nw1 .* w20\nQuestion 8: /);
});

it('a question that does not fit alone is refused before the model is asked', async () => {
  const app = await openApp({ config: { contextTokens: 1_024, maxAnswerTokens: 768 } });
  const { ann } = app.discord.people;
  const channel = app.discord.directChannel(ann);
  ann.write(channel, 'why does it rain '.repeat(110));
  const told = await app.discord.waitFor(() => noticesIn(app.discord, channel)[0]);
  expect(told).toMatch(/^\*\*The question is longer than the model can read/);
  expect(app.ollama.chats()).toEqual([]);
});
