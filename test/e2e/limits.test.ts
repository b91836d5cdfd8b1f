import { describe, expect, it } from 'vitest';
import type { LocalMessage, Person } from '../../playground/local-discord/index.ts';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate, type Gate } from '../support/gate.ts';
import { openModeration } from '../support/moderation.ts';
import { openThread } from '../support/open-thread.ts';
import { openWorld } from '../support/world.ts';

const dayMs = 86_400_000;

/** Holds the model in its first answer; all that come later wait. */
function holdModel({ ollama }: TestApp): Gate {
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  return gate;
}

/** What the refused asker is told, when nobody else sees anything of the ask any more. */
async function refusalOf(app: TestApp, ask: AskOnScreen): Promise<string> {
  await ask.ends();
  const [notice, ...others] = ask.pages();
  expect(others).toEqual([]);
  expect(notice?.onlyFor).toBe(ask.interaction.user);
  expect(publicMessagesOf(app, ask)).toEqual([]);
  return notice?.text ?? '';
}

function publicMessagesOf({ discord }: TestApp, { interaction }: AskOnScreen): LocalMessage[] {
  return discord
    .messages(interaction.channel)
    .filter(({ onlyFor, interactionId }) => !onlyFor && interactionId === interaction.id);
}

/** Not even for a moment was there anything that others could see. */
function expectNeverPublic({ discord }: TestApp, { interaction }: AskOnScreen): void {
  const all = discord.allMessages().filter(({ interactionId }) => interactionId === interaction.id);
  expect(all.map(({ onlyFor }) => onlyFor)).toEqual([interaction.user]);
}

const expectAnswer = async (ask: AskOnScreen) =>
  expect((await ask.ends()).status).toMatch(/in all/);

describe('questions that wait', () => {
  it('have their files fetched only where no limit refuses them', async () => {
    const app = await openApp();
    const gate = holdModel(app);
    const file = { name: 'a.txt', content: 'text' };
    const fetched = () =>
      app.discord.traffic.requests.filter(({ kind }) => kind === 'file-get').length;
    const running = await app.ask('zero');
    await running.shows(/Thinking/);
    const waiting = [await app.ask('one', { file }), await app.ask('two'), await app.ask('three')];
    await waiting[2]?.shows(/3rd in line/);
    expect(await refusalOf(app, await app.ask('four', { file }))).toContain('waiting already');
    expect(fetched()).toBe(1);
    gate.open();
    for (const ask of [running, ...waiting]) await expectAnswer(ask);
  });

  it('are three of one asker at a time, and the next is taken when one is stopped', async () => {
    const app = await openApp();
    const gate = holdModel(app);
    const running = await app.ask('zero');
    await running.shows(/Thinking/);
    const waiting = [await app.ask('one'), await app.ask('two'), await app.ask('three')];
    await waiting[2]?.shows(/3rd in line/);
    expect(await refusalOf(app, await app.ask('four'))).toMatch(
      /^\*\*You have 3 questions waiting already\.\*\* You can ask again as soon as one of them has its turn, or is stopped\. The next one has its turn in (about|under) .*\.$/,
    );
    const other = await app.ask('of another', { by: app.discord.people.mod });
    await other.shows(/in line/);
    waiting[0]?.press('Stop');
    await waiting[0]?.ends();
    const next = await app.ask('four again');
    gate.open();
    await Promise.all([...waiting.slice(1), next, other, running].map(expectAnswer));
  });

  it('are so many in all, and the next is taken when one has its turn', async () => {
    const app = await openApp();
    const { fillIn } = await openModeration(app);
    await fillIn('Change limits', { maxWaiting: '1' });
    const gate = holdModel(app);
    const running = await app.ask('zero');
    await running.shows(/Thinking/);
    const first = await app.ask('one');
    await first.shows(/Next in line/);
    const by = app.discord.people.mod;
    expect(await refusalOf(app, await app.ask('two', { by }))).toMatch(
      /^\*\*The queue is full\.\*\* It takes 1 waiting question\. There should be room again in (about|under) .*\.$/,
    );
    gate.open();
    await Promise.all([running, first].map(expectAnswer));
    await expectAnswer(await app.ask('two again', { by }));
  });

  it('are counted on after the bot has been restarted', async () => {
    const world = await openWorld();
    const bot = await startApp(world);
    const app = { ...world, ...bot };
    const { fillIn } = await openModeration(app);
    await fillIn('Change limits', { maxWaitingPerAsker: '1' });
    const gate = holdModel(app);
    const running = await app.ask('zero');
    await running.shows(/Thinking/);
    const waiting = await app.ask('one');
    await waiting.shows(/in line/);
    await bot.close();
    gate.open();
    const held = holdModel(app);
    await startApp(world);
    const refused = await app.ask('two');
    expect(await refusalOf(app, refused)).toMatch(/^\*\*You have a question waiting already\.\*\*/);
    held.open();
    await Promise.all([running, waiting].map(expectAnswer));
  });
});

it('gives so many answers in 24 hours, and says when there are more', async () => {
  const app = await openApp();
  const { discord } = app;
  const { fillIn } = await openModeration(app);
  await fillIn('Change limits', { maxAnswersPerDay: '1' });
  const first = await app.ask();
  await expectAnswer(first);
  const until = Math.ceil((first.interaction.createdAt + dayMs) / 1_000);
  expect(await refusalOf(app, await app.ask())).toBe(
    `**You have had as many answers in 24 hours as this server allows.** You can ask again <t:${until}:R>, at <t:${until}:t>.`,
  );
  await expectAnswer(await app.ask('of another', { by: discord.people.mod }));
  discord.clock.advance(dayMs);
  await expectAnswer(await app.ask());
});

it('does not count an answer that failed', async () => {
  const app = await openApp();
  const { fillIn } = await openModeration(app);
  await fillIn('Change limits', { maxAnswersPerDay: '1' });
  app.ollama.fail({ type: 'error-line', afterTokens: 0 });
  const failed = await app.ask();
  expect((await failed.ends()).status).not.toMatch(/in all/);
  await expectAnswer(await app.ask());
});

it('takes questions up to a length', async () => {
  const app = await openApp();
  const { fillIn } = await openModeration(app);
  await fillIn('Change limits', { maxQuestionChars: '20' });
  const refused = await app.ask('x'.repeat(21));
  expect(await refusalOf(app, refused)).toBe(
    '**The question is longer than this server allows.** It may have up to 20 characters.',
  );
  expectNeverPublic(app, refused);
  await expectAnswer(await app.ask('x'.repeat(20)));
});

it('gives answers up to a length, and never above that of the host', async () => {
  const app = await openApp({ config: { maxAnswerTokens: 100, maxReasoningTokens: 80 } });
  const { fillIn, mod, press } = await openModeration(app);
  await fillIn('Change limits', { maxAnswerTokens: '64' });
  await expectAnswer(await app.ask());
  await fillIn('Change limits', { maxAnswerTokens: '' });
  await expectAnswer(await app.ask());
  const lengths = app.ollama.chats().map(({ body }) => body['options']);
  expect(lengths).toMatchObject([{ num_predict: 64 }, { num_predict: 100 }]);
  const sent = mod.submitModal(await press('Change limits'), { maxAnswerTokens: '101' });
  const told = await app.discord.waitFor(() => sent.followups[0]);
  expect(told.text).toContain('takes a whole number from 64 to 100.');
});

describe('told from memory alone, without anything public', () => {
  const { channels, roles, blocked } = {
    channels: 'settings:allowedChannelIds',
    roles: 'settings:allowedRoleIds',
    blocked: 'settings:blockedMemberIds',
  };

  it('questions are refused outside of the channels that were chosen', async () => {
    const app = await openApp();
    const { choose } = await openModeration(app);
    const help = app.discord.addChannel({ name: 'help' });
    await choose(channels, [help.id]);
    const refused = await app.ask();
    expect(await refusalOf(app, refused)).toBe(
      `**Questions are not answered in this channel.** You can ask in <#${help.id}>.`,
    );
    expectNeverPublic(app, refused);
    await expectAnswer(await app.ask('there', { channel: help }));
    await choose(channels, []);
    await expectAnswer(await app.ask('here'));
  });

  it('a channel that was chosen stands for its threads', async () => {
    const app = await openApp();
    const { choose } = await openModeration(app);
    const thread = openThread(app.discord);
    await choose(channels, [app.discord.channel.id]);
    await expectAnswer(await app.ask('in a thread', { channel: thread }));
  });

  it('questions are refused of who has none of the roles that were chosen', async () => {
    const app = await openApp();
    const { choose } = await openModeration(app);
    const { mod } = app.discord.people;
    const role = app.discord.addRole({ name: 'Supporters', members: [mod] });
    await choose(roles, [role.id]);
    const refused = await app.ask();
    expect(await refusalOf(app, refused)).toBe(
      `**Asking here takes a role that you do not have.** Members with <@&${role.id}> can ask.`,
    );
    expectNeverPublic(app, refused);
    await expectAnswer(await app.ask('with the role', { by: mod }));
    app.discord.guild.members.get(app.discord.people.ann.id)?.roleIds.push(role.id);
    await expectAnswer(await app.ask('with the role now'));
  });

  it('questions are refused of members who are blocked, until they are not', async () => {
    const app = await openApp();
    const { choose } = await openModeration(app);
    await choose(blocked, [app.discord.people.ann.id]);
    const refused = await app.ask();
    expect(await refusalOf(app, refused)).toBe(
      '**You cannot ask in this server.** A moderator has chosen so, and can change it.',
    );
    expectNeverPublic(app, refused);
    await choose(blocked, []);
    await expectAnswer(await app.ask());
  });

  it('questions are refused as soon as a restarted bot knows what was chosen', async () => {
    const world = await openWorld();
    const bot = await startApp(world);
    const { choose } = await openModeration(world);
    await choose(blocked, [world.discord.people.ann.id]);
    await bot.close();
    const app = { ...world, ...(await startApp(world)) };
    expect(await refusalOf(app, await app.ask())).toContain('You cannot ask in this server.');
    const refused = await app.ask();
    expect(await refusalOf(app, refused)).toContain('You cannot ask in this server.');
    expectNeverPublic(app, refused);
  });

  it('no limit of a server holds in direct messages, nor for its operators', async () => {
    const app = await openApp();
    const { ann, owner } = app.discord.people;
    const { choose, fillIn } = await openModeration(app);
    await choose(blocked, [ann.id, owner.id]);
    await fillIn('Change limits', { maxQuestionChars: '20', maxAnswersPerDay: '1' });
    const question = 'x'.repeat(21);
    await expectAnswer(await app.ask(question, { channel: app.discord.directChannel(ann) }));
    await expectAnswer(await app.ask(question, { by: owner }));
    await expectAnswer(await app.ask(question, { by: owner }));
  });
});

it('gives a role its turns', async () => {
  const app = await openApp();
  const { ann, mod } = app.discord.people;
  const { fillIn } = await openModeration(app);
  const role = app.discord.addRole({ name: 'Supporters', members: [ann] });
  await fillIn('Give a role more turns', { roles: [role.id], weight: '2' });
  const gate = holdModel(app);
  const asks = [await app.ask('held', { by: app.discord.people.owner })];
  await asks[0]?.shows(/Thinking/);
  const waitingOf = async (by: Person, place: RegExp) => {
    const ask = await app.ask('Why?', { by });
    asks.push(ask);
    await ask.shows(place);
    return ask;
  };
  await waitingOf(mod, /Next in line/);
  const second = await waitingOf(mod, /2nd in line/);
  await waitingOf(ann, /2nd in line/);
  await waitingOf(ann, /3rd in line/);
  await second.shows(/4th in line/);
  gate.open();
  for (const ask of asks) await expectAnswer(ask);
});
