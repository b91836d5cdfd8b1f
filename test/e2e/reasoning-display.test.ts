import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { expect, it, onTestFinished } from 'vitest';
import { Redis } from 'ioredis';
import { startRedis } from '../../playground/redis.ts';
import type { Interaction, LocalMessage, Person } from '../../playground/local-discord/index.ts';
import type { ReasoningDisplay } from '../../src/asks/ask.ts';
import { openApp, type StartOptions, type TestApp } from '../support/app.ts';
import { createGate, type Gate } from '../support/gate.ts';
import { inRuns, joined, reasoningLetter, thoughts, words } from '../support/model-words.ts';
import type { WorldOptions } from '../support/world.ts';

/** The app in a server whose moderator has chosen this. */
async function openServer(
  display: ReasoningDisplay,
  options: WorldOptions & StartOptions = {},
): Promise<TestApp> {
  const app = await openApp(options);
  await choose(app, display);
  return app;
}

async function choose({ discord }: TestApp, display: ReasoningDisplay): Promise<void> {
  const { mod } = discord.people;
  const command = mod.command('settings edit');
  const panel = await discord.waitFor(() => command.response);
  await discord.waitFor(() => panel.selects.length > 0);
  const before = panel.versions.length;
  mod.select(panel, 'settings:reasoningDisplay', [display]);
  await discord.waitFor(() => panel.versions.length > before);
}

/** Holds the model in its reasoning, after six words of it. */
function holdReasoning({ ollama }: TestApp): Gate {
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 6, until: gate.opened });
  return gate;
}

/** The private message that a press led to, when it says something. */
async function answerOf({ discord }: TestApp, press: Interaction): Promise<LocalMessage> {
  const written = () => (press.response?.isLoading === false ? press.response : undefined);
  const answer = await discord.waitFor(written);
  expect(answer).toMatchObject({ isEphemeral: true, onlyFor: press.user });
  return answer;
}

/** All that the message holds in its boxes. */
function boxed({ current }: LocalMessage): string {
  const boxes = current.components.filter(({ type }) => type === ComponentType.Container);
  return joined(JSON.stringify(boxes).match(/λ\d+/g)?.join(' ') ?? '');
}

const everVisible = (messages: readonly LocalMessage[]): string =>
  JSON.stringify(messages.map(({ versions }) => versions.map(({ components }) => components)));

const forgedPress = (askId: string) => ({
  component_type: ComponentType.Button,
  custom_id: `reasoning:${askId}`,
});

/** What the person is told who presses a button that is not there. */
async function toldFor(app: TestApp, by: Person, { message, askId }: Forged): Promise<string> {
  return (await answerOf(app, by.forge(message, forgedPress(askId)))).text;
}

interface Forged {
  message: LocalMessage;
  askId: string;
}

it('has a button instead of the box where a moderator has chosen so', async () => {
  const app = await openServer('button');
  const question = await app.ask();
  const { reasoning, answer, status, buttons } = await question.ends();
  expect([reasoning, inRuns(answer)]).toEqual(['', 'w1 … w20']);
  expect(buttons).toEqual(['Continue in a thread', 'Try again', 'Show reasoning']);
  expect(status).toMatch(/ · thought /);
  expect(everVisible(question.pages())).not.toMatch(reasoningLetter);
});

it('shows the reasoning so far to the presser, and to nobody else', async () => {
  const app = await openServer('button');
  const gate = holdReasoning(app);
  const eve = app.discord.addMember({ name: 'Eve' });
  const question = await app.ask();
  await question.until(({ buttons }) => buttons.includes('Show reasoning'));
  const soFar = await answerOf(app, question.press('Show reasoning', eve));
  expect(inRuns(boxed(soFar))).toBe('λ1 … λ6');
  const { channel, people } = app.discord;
  for (const other of [people.ann, people.mod]) {
    const seen = app.discord.messages(channel, { as: other });
    expect(everVisible(seen)).not.toMatch(reasoningLetter);
  }
  gate.open();
  await question.ends();
  const whole = await answerOf(app, question.press('Show reasoning', eve));
  expect(inRuns(boxed(whole))).toBe('λ1 … λ12');
});

it('shows long reasoning by its end, and whole as a file', async () => {
  const script = { reasoning: thoughts(1_500), answer: words(20) };
  const app = await openServer('button', { ollama: { script: () => script } });
  const question = await app.ask();
  await question.ends();
  const { attachments, current } = await answerOf(app, question.press('Show reasoning'));
  expect(JSON.stringify(current.components)).toContain('λ1500');
  expect(attachments.map(({ content }) => inRuns(content.toString()))).toEqual(['λ1 … λ1500']);
});

it('pings nobody and unfurls no link that the model thought of', async () => {
  const reasoning = ['λ1 <@&', '500000000000000001> @everyone ', 'https://example.com'];
  const app = await openServer('button', {
    ollama: { script: () => ({ reasoning, answer: words(3) }) },
  });
  const question = await app.ask();
  await question.ends();
  const { flags } = await answerOf(app, question.press('Show reasoning'));
  expect(flags & MessageFlags.SuppressEmbeds).toBe(MessageFlags.SuppressEmbeds);
});

it('shows no reasoning at all where a moderator has chosen so, not even for a forged press', async () => {
  const app = await openServer('never');
  const question = await app.ask();
  const { buttons, status } = await question.ends();
  expect(buttons).not.toContain('Show reasoning');
  expect(status).toMatch(/ · thought /);
  const { ann } = app.discord.people;
  const forged = { message: question.reply(), askId: question.interaction.id };
  expect(await toldFor(app, ann, forged)).toBe('Reasoning is not shown in this server.');
  expect(everVisible(app.discord.allMessages())).not.toMatch(reasoningLetter);
});

it('counts for questions asked from then on', async () => {
  const app = await openServer('spoiler');
  const gate = holdReasoning(app);
  const running = await app.ask('one');
  await running.until(({ reasoning }) => reasoning.includes('λ6'));
  await choose(app, 'never');
  gate.open();
  const next = await app.ask('two');
  expect(inRuns((await running.ends()).reasoning)).toBe('λ1 … λ12');
  expect((await next.ends()).reasoning).toBe('');
});

it("is the host's choice until a moderator makes one", async () => {
  const app = await openApp({ config: { reasoningDisplay: 'never' } });
  expect((await (await app.ask('one')).ends()).reasoning).toBe('');
  await choose(app, 'spoiler');
  expect((await (await app.ask('two')).ends()).reasoning).not.toBe('');
});

it('is the spoiler in direct messages and where only the asker has the bot', async () => {
  const app = await openServer('never');
  const { ann } = app.discord.people;
  for (const channel of [app.discord.directChannel(ann), app.discord.outsideChannel]) {
    const question = await app.ask('Why?', { channel });
    expect(inRuns((await question.ends()).reasoning)).toBe('λ1 … λ12');
  }
});

it('shows the reasoning of a private answer to its asker alone', async () => {
  const app = await openServer('button');
  const { ann, mod } = app.discord.people;
  const question = await app.ask('Why?', { private: true });
  await question.ends();
  expect(inRuns(boxed(await answerOf(app, question.press('Show reasoning'))))).toBe('λ1 … λ12');
  const other = await app.ask('Why not?', { by: ann });
  await other.ends();
  const forged = { message: other.reply(), askId: question.interaction.id };
  const words = 'Only the person who asked can see this reasoning.';
  expect(await toldFor(app, mod, forged)).toBe(words);
});

it('does not show the reasoning of another channel', async () => {
  const app = await openServer('button');
  const { mod } = app.discord.people;
  const question = await app.ask();
  await question.ends();
  const channel = app.discord.addChannel({ name: 'elsewhere' });
  const other = await app.ask('Why not?', { channel });
  await other.ends();
  const forged = { message: other.reply(), askId: question.interaction.id };
  const words = 'Only the person who asked can see this reasoning.';
  expect(await toldFor(app, mod, forged)).toBe(words);
});

it('tells the presser when the reasoning is no longer kept', async () => {
  const app = await openServer('button');
  const question = await app.ask();
  await question.ends();
  const { id } = question.interaction;
  const redis = new Redis(app.redis.url);
  onTestFinished(() => redis.disconnect());
  await redis.del(`${app.redis.prefix}:log:${id}`);
  const press = () => question.press('Show reasoning');
  expect((await answerOf(app, press())).text).toBe('This reasoning is no longer kept.');
  await redis.del(`${app.redis.prefix}:ask:${id}`);
  expect((await answerOf(app, press())).text).toMatch(/^This question is no longer known here/);
});

it('tells the presser when Redis does not answer, and shows the reasoning when it is back', async () => {
  const server = await startRedis({ appendOnly: 'always' });
  onTestFinished(() => server.close());
  const redis = Object.assign(server, { prefix: 'aloud' });
  const app = await openServer('button', { redis, expected: { errors: ['press-failed'] } });
  const question = await app.ask();
  await question.ends();
  await server.kill('SIGSTOP');
  const press = question.press('Show reasoning');
  expect(await press.settled()).toBe('acknowledged');
  expect((await answerOf(app, press)).text).toMatch(/^That could not be done just now\./);
  await server.kill('SIGCONT');
  const again = await answerOf(app, question.press('Show reasoning'));
  expect(inRuns(boxed(again))).toBe('λ1 … λ12');
});

it('shows the reasoning although the word that the press was taken got lost', async () => {
  const app = await openServer('button', { expected: { refusals: ['400/40060'] } });
  const question = await app.ask();
  await question.ends();
  const lost = { type: 'hang', when: 'after' } as const;
  app.discord.faults.inject({ effect: lost, kind: 'callback', times: 1 });
  const press = question.press('Show reasoning');
  await app.discord.waitFor(() => press.response?.isLoading === false, { timeoutMs: 10_000 });
  expect(inRuns(boxed(await answerOf(app, press)))).toBe('λ1 … λ12');
});
