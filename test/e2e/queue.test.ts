import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../playground/local-discord/index.ts';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate, type Gate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { openQueue } from '../support/queue-panel.ts';
import { readScreen } from '../support/screen.ts';
import { openWorld, type AskOptions, type WorldOptions } from '../support/world.ts';

const minuteMs = 60_000;

interface HeldApp extends TestApp {
  gate: Gate;
  /** By the owner; all others wait for it. */
  running: AskOnScreen;
  /** An ask that waits. */
  wait(question: string, options: AskOptions): Promise<AskOnScreen>;
  /** Lets the model go on until nobody waits any more. */
  release(): Promise<void>;
}

/** The model is held in its first answer. */
async function openHeld(options: WorldOptions = {}): Promise<HeldApp> {
  const app = await openApp(options);
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  const running = await app.ask('zero', { by: app.discord.people.owner });
  await running.shows(/Thinking/);
  const asks = [running];
  return {
    ...app,
    gate,
    running,
    wait: async (question, options) => {
      const ask = await app.ask(question, options);
      asks.push(ask);
      await ask.shows(/in line/);
      return ask;
    },
    release: async () => {
      gate.open();
      for (const ask of asks) await ask.ends();
    },
  };
}

/** A server of its own with somebody who moderates it. */
function addServer({ discord }: TestApp) {
  const guild = discord.addGuild({ name: 'Second' });
  const channel = discord.addChannel({ guild, name: 'second' });
  const permissions = PermissionFlagsBits.ManageGuild;
  const member = discord.addMember({ name: 'Sam', guild });
  const moderator = discord.addMember({ name: 'Sue', guild, permissions });
  return { channel, member, moderator };
}

/** What the person is told besides. */
async function toldTo({ discord }: TestApp, use: { followups: readonly { text: string }[] }) {
  return (await discord.waitFor(() => use.followups[0])).text;
}

describe('who looks at the queue', () => {
  it('sees alone who is answered and who waits, and the own words', async () => {
    const app = await openHeld();
    const { ann, mod } = app.discord.people;
    await app.wait('Why is the sky blue?', { by: ann });
    await app.wait('Why is it _not_ green?', { by: mod });
    const panel = await openQueue(app, ann);
    expect(panel.message.onlyFor).toBe(ann.user);
    const text = await panel.shows(/answering for/);
    expect(text).toMatch(/\*\*Being answered\*\*\nOwner · deepseek-r1:8b · answering for \d+ s\n/);
    expect(text).toMatch(
      /\*\*2 questions wait\*\* · a new one has its turn in about \d min\n1\. \*\*you\*\* · under a minute · Why is the sky blue\?\n2\. Mod · about \d min\n/,
    );
    expect(text).not.toContain('green');
    expect(panel.offered()).toEqual(['Why is the sky blue? | Next in line · under a minute']);
    await app.release();
    const done = await panel.shows(/No question waits/);
    expect(done).toContain('**No question is being answered**');
    expect(done).toMatch(/a new one has its turn at once/);
    expect(panel.offered()).toEqual([]);
  });

  it('sees of what was asked elsewhere, or in private, only that it is there', async () => {
    const app = await openHeld();
    const { ann } = app.discord.people;
    const { channel, member, moderator } = addServer(app);
    await app.wait('From the other server', { by: member, channel });
    await app.wait('In private', { by: app.discord.people.mod, private: true });
    await app.wait('In a direct message', { by: ann, channel: app.discord.directChannel(ann) });
    const seenBy = async (person: Person, at = app.discord.channel) =>
      (await openQueue(app, person, at)).text();
    const eve = await seenBy(app.discord.addMember({ name: 'Eve' }));
    expect(eve).toMatch(/1\. someone elsewhere ·.*\n2\. someone, in private ·.*\n3\. someone els/);
    const sue = await openQueue(app, moderator, channel);
    expect(sue.text()).toMatch(/\*\*Being answered\*\*\nsomeone elsewhere/);
    expect(sue.text()).toMatch(/1\. Sam ·.*\n2\. someone elsewhere ·.*\n3\. someone elsewhere/);
    expect(sue.offered()).toEqual([expect.stringMatching(/^From the other server \| Sam · Next/)]);
    const direct = await seenBy(ann, app.discord.directChannel(ann));
    expect(direct).toMatch(/3\. \*\*you\*\* · .* · In a direct message/);
    expect([eve, sue.text(), direct].join('\n')).not.toMatch(/Mod ·|In private/);
    await app.release();
  });

  it('sees names and questions as they are, whatever they hold', async () => {
    const app = await openHeld();
    const name = '**@everyone** <@&1> `x`';
    const by = app.discord.addMember({ name });
    await app.wait('# Big\n@here [a](https://b.c) ||x||', { by });
    const panel = await openQueue(app, app.discord.people.mod);
    expect(panel.text()).toContain(String.raw`1. \*\*@everyone\*\* \<@&1\> \`x\` · under a minute`);
    expect(panel.offered()).toEqual([
      `# Big @here [a](https://b.c) ||x|| | ${name} · Next in line · under a minute`,
    ]);
    const own = await openQueue(app, by);
    expect(own.text()).toContain(String.raw`\# Big @here \[a\](https:\/\/b.c) \|\|x\|\|`);
    await app.release();
  });

  it('sees the first of sixty, and the own ones at their end', async () => {
    const app = await openHeld();
    const members = Array.from({ length: 59 }, (_, index) =>
      app.discord.addMember({ name: `Member ${index}` }),
    );
    const asks = [];
    for (const by of [...members, app.discord.people.ann]) asks.push(await app.ask('Why?', { by }));
    await asks.at(-1)?.shows(/60th in line/);
    const panel = await openQueue(app, app.discord.people.ann);
    const text = await panel.shows(/\*\*60 questions wait\*\*/);
    expect(text).toMatch(/10\. Member 9 · .*\n-# … and 50 more\n\*\*you\*\* · 60th in line · /);
    const mods = await openQueue(app, app.discord.people.mod);
    expect(mods.offered()).toHaveLength(25);
    app.gate.open();
    for (const ask of [app.running, ...asks]) await ask.ends({ timeoutMs: 30_000 });
  }, 60_000);
});

describe('a waiting question', () => {
  it('is cancelled by its asker, and leaves the list', async () => {
    const app = await openHeld();
    const { ann } = app.discord.people;
    const first = await app.wait('one', { by: ann });
    await app.wait('two', { by: ann });
    const panel = await openQueue(app, ann);
    const used = await panel.cancel('one');
    expect((await first.ends()).status).toMatch(/^-# Stopped by Ann after /);
    expect(panel.text()).toMatch(/\*\*1 question waits\*\* · .*\n1\. \*\*you\*\* · .* · two/);
    expect(used.followups).toEqual([]);
    await app.release();
  });

  it('is cancelled by a moderator of its server, whose name its reply tells', async () => {
    const app = await openHeld();
    const { ann, mod } = app.discord.people;
    const secret = await app.wait('in private', { by: ann, private: true });
    const panel = await openQueue(app, mod);
    expect(panel.offered()).toEqual([
      expect.stringMatching(/^A question asked in private or elsewhere \| Ann · Next in line/),
    ]);
    await panel.cancel('Ann');
    expect((await secret.ends()).status).toMatch(/^-# Stopped by Mod after /);
    await app.release();
  });

  it('is cancelled by an operator, wherever it was asked', async () => {
    const app = await openHeld();
    const { channel, member } = addServer(app);
    const ask = await app.wait('far away', { by: member, channel });
    const panel = await openQueue(app, app.discord.people.owner);
    expect(panel.offered().join()).not.toContain('far away');
    await panel.cancel('Sam');
    expect((await ask.ends()).status).toMatch(/^-# Stopped by Owner after /);
    await app.release();
  });

  it('is not cancelled by anybody else, and nobody is told that it is there', async () => {
    const app = await openHeld();
    const { moderator, channel } = addServer(app);
    const eve = app.discord.addMember({ name: 'Eve' });
    const ask = await app.wait('mine', { by: app.discord.people.ann });
    const values = [ask.interaction.id];
    const menu = { component_type: 3, custom_id: 'queue:cancel' };
    for (const [person, at] of [[eve], [moderator, channel]] as const) {
      const panel = await openQueue(app, person, at);
      for (const chosen of [values, ['100000000000000009']]) {
        const used = person.forge(panel.message, { ...menu, values: chosen });
        expect(await toldTo(app, used)).toBe('There is no such question here that you can cancel.');
      }
    }
    await app.release();
    expect(ask.screen().status).toMatch(/in all$/);
  });

  it('that has its turn by now is left alone, and so is one that has ended', async () => {
    const app = await openHeld();
    const { ann } = app.discord.people;
    const held = createGate();
    const first = await app.wait('one', { by: ann });
    const second = await app.wait('two', { by: ann });
    const panel = await openQueue(app, ann);
    const other = await openQueue(app, ann);
    app.ollama.fail({ type: 'hang', afterTokens: 3, until: held.opened });
    app.gate.open();
    await first.shows(/Thinking/);
    expect(await toldTo(app, await panel.cancel('one'))).toBe(
      'That question has its turn by now. **Stop** stands under its reply.',
    );
    expect(panel.offered()).toEqual([expect.stringContaining('two')]);
    second.press('Stop');
    await second.ends();
    expect(await toldTo(app, await other.cancel('two'))).toBe('That question has ended by now.');
    held.open();
    await app.release();
  });
});

it('writes over no other message, whatever is pressed there', async () => {
  const app = await openHeld();
  const ask = await app.wait('mine', { by: app.discord.people.ann });
  const eve = app.discord.addMember({ name: 'Eve' });
  const pressed = eve.forge(ask.reply(), { component_type: 2, custom_id: 'queue:refresh' });
  const chosen = eve.forge(ask.reply(), {
    component_type: 3,
    custom_id: 'queue:cancel',
    values: [ask.interaction.id],
  });
  expect(await Promise.all([pressed.settled(), chosen.settled()])).toEqual([
    'acknowledged',
    'acknowledged',
  ]);
  await app.release();
  expect(ask.screen().status).toMatch(/in all$/);
  expect(
    ask
      .reply()
      .versions.map(({ components }) => JSON.stringify(components))
      .join(),
  ).not.toContain('queue:refresh');
});

it('shows model servers that join and leave', async () => {
  const world = await openWorld();
  await startApp(world, { roles: ['bot'] });
  const panel = await openQueue(world, world.discord.people.ann);
  expect(panel.text()).toContain('no model server is connected');
  const worker = await startApp(world, { roles: ['worker'], config: { workerName: 'gpu-1' } });
  await panel.shows(/\*\*Model servers\*\*\ngpu-1 · no model in memory/);
  await worker.close();
  await panel.shows(/no model server is connected/);
});

describe('an answer that could not be shown', () => {
  it('is kept for its asker, who alone sees it', async () => {
    const app = await openApp({
      ollama: {
        script: () => ({ reasoning: thoughts(12), answer: words(400) }),
        tokensPerSecond: 25,
      },
      expected: { refusals: ['403/50007'], possibleRefusals: ['401/50027'] },
    });
    const { discord } = app;
    const bea = discord.addMember({ name: 'Bea', refusesDirectMessages: true });
    const ask = await app.ask('Why?', { by: bea, private: true });
    await ask.shows(/Answering/);
    discord.clock.advance(16 * minuteMs);
    app.ollama.pace.tokensPerSecond = 0;
    app.forget(ask);
    await expect.poll(() => app.log.count('reply-ended')).toBe(1);
    const panel = await openQueue(app, bea);
    expect(panel.text()).toContain('It is kept for you here:');
    const used = bea.select(panel.message, 'queue:kept', [ask.interaction.id]);
    const shown = await discord.waitFor(() => used.followups[0]);
    expect(shown.onlyFor).toBe(bea.user);
    const screen = readScreen(used.followups);
    expect(screen.question).toBe('> Why?');
    expect([screen.reasoning, screen.answer].map(inRuns)).toEqual(['λ1 … λ12', 'w1 … w400']);
    expect(screen.status).toMatch(/in all · only you can see this$/);

    const eve = discord.addMember({ name: 'Eve' });
    const hers = await openQueue(app, eve);
    expect(hers.text()).not.toContain('kept');
    const values = [ask.interaction.id];
    const forged = eve.forge(hers.message, { component_type: 3, custom_id: 'queue:kept', values });
    expect(await toldTo(app, forged)).toBe('That answer is no longer kept.');
  });

  it('is not kept when it was cancelled', async () => {
    const app = await openHeld({
      expected: { refusals: ['403/50007'], possibleRefusals: ['401/50027'] },
    });
    const bea = app.discord.addMember({ name: 'Bea', refusesDirectMessages: true });
    const ask = await app.ask('Why?', { by: bea, private: true });
    await ask.shows(/in line/);
    app.discord.clock.advance(16 * minuteMs);
    app.forget(ask);
    const panel = await openQueue(app, bea);
    await panel.cancel('Why?');
    await expect.poll(() => app.log.count('reply-ended')).toBe(1);
    expect(await panel.refresh()).not.toContain('kept');
    await app.release();
  });
});
