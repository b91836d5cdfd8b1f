import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { openApp, type StartOptions, type TestApp } from '../support/app.ts';
import { modelsAreKnown, useModel } from '../support/use-model.ts';
import type { WorldOptions } from '../support/world.ts';

const gigabyte = 1e9;

/** The bot with a worker whose models it knows. */
async function openModels(options: WorldOptions & StartOptions = {}): Promise<TestApp> {
  const app = await openApp(options);
  await modelsAreKnown(app);
  return app;
}

describe('/model list', () => {
  it('tells everybody alone which models there are, and which one is used', async () => {
    const app = await openModels();
    const { ann } = app.discord.people;
    const answer = await useModel(app, 'list', { by: ann });
    expect(answer.message().onlyFor).toBe(ann.user);
    expect(answer.message().text).toBe(
      [
        '### 3 models',
        '**deepseek-r1:7b** · 7.6B · 4.7 GB · 131,072 tokens of context · reasons',
        '**deepseek-r1:8b** · **used here** · 8.2B · 5.2 GB · 131,072 tokens of context · reasons',
        '**llama3.2:3b** · 3.2B · 2 GB · 131,072 tokens of context',
        '-# Here each reads and writes up to 16,384 tokens at a time.',
      ].join('\n'),
    );
  });

  it('says so when there is no model, and when there is no server', async () => {
    const app = await openApp({ ollama: { models: [] } });
    const { ann } = app.discord.people;
    await expect
      .poll(async () => (await useModel(app, 'list', { by: ann })).message().text)
      .toMatch(/^No model is installed\./);
    const bare = await openApp({ roles: ['bot'] });
    const told = await useModel(bare, 'list', { by: bare.discord.people.ann });
    expect(told.message().text).toMatch(/^No model server is connected/);
  });

  it('has pages where there are many', async () => {
    const models = Array.from({ length: 200 }, (_, index) => ({
      name: `${'very-long-name-'.repeat(5)}${String(index).padStart(3, '0')}:latest`,
      reasoning: 'native' as const,
      sizeBytes: gigabyte,
      vramBytes: gigabyte,
      parameterSize: '8B',
      family: 'qwen3',
      contextTokens: 131_072,
    }));
    const app = await openModels({ ollama: { models } });
    const { ann } = app.discord.people;
    const answer = await useModel(app, 'list', { by: ann });
    expect(answer.message().text).toMatch(/^### 200 models\n/);
    expect(answer.message().buttons.map(({ label }) => label)).toEqual([
      'Back',
      'page 1 of 10',
      'More',
    ]);
    const before = answer.message().text;
    ann.press(answer.message(), 'More');
    await app.discord.waitFor(() => answer.message().text !== before);
    expect(answer.message().buttons[1]?.label).toBe('page 2 of 10');
  });
});

describe('/model pull', () => {
  it('shows a bar that grows, for everybody, and says when the model is there', async () => {
    const app = await openModels({ ollama: { bytesPerSecond: 3 * gigabyte } });
    const { owner } = app.discord.people;
    const answer = await useModel(app, 'pull', {
      by: owner,
      values: { model: 'deepseek-r1:14b' },
    });
    expect(answer.message().onlyFor).toBeUndefined();
    await answer.shows(
      /^\*\*Pulling deepseek-r1:14b\*\*\n`█+░+` \d+% ?\n?-# [\d.]+ GB of 9 GB · [\d.]+ GB\/s · about \d+ s left$/,
    );
    expect(answer.message().buttons.map(({ label }) => label)).toEqual(['Cancel']);
    await answer.shows(/^\*\*deepseek-r1:14b is installed\*\* · 9 GB · in \d+ s\n/);
    expect(answer.message().buttons).toEqual([]);
    expect(app.ollama.installedModels()).toContain('deepseek-r1:14b');
    const list = await useModel(app, 'list', { by: owner });
    await expect
      .poll(async () => (await useModel(app, 'list', { by: owner })).message().text)
      .toContain('**deepseek-r1:14b**');
    expect(list.message().onlyFor).toBe(owner.user);
  });

  it('is cancelled by an operator, and keeps what was downloaded', async () => {
    const app = await openModels({ ollama: { bytesPerSecond: gigabyte } });
    const { owner, ann } = app.discord.people;
    const values = { model: 'deepseek-r1:32b' };
    const answer = await useModel(app, 'pull', { by: owner, values });
    await answer.shows(/GB of 20 GB/);
    const strangers = ann.press(answer.message(), 'Cancel');
    await app.discord.waitFor(() =>
      app.discord
        .allMessages()
        .some(({ text }) => text.startsWith('Only the people who run this bot')),
    );
    expect(strangers.state).toBe('acknowledged');
    owner.press(answer.message(), 'Cancel');
    await answer.shows(
      /^\*\*deepseek-r1:32b: cancelled\*\* · What was downloaded is kept for the next try\.$/,
    );
    expect(app.ollama.partialBytes('deepseek-r1:32b')).toBeGreaterThan(0);
    await app.ollama.waitFor(() =>
      app.ollama.requests.some(
        ({ path, closedByClientAt }) => path === '/api/pull' && closedByClientAt !== undefined,
      ),
    );
  });
});

describe('a pull that cannot be done', () => {
  const refusedNames: [model: string, words: RegExp][] = [
    [
      'hf.co/unsloth/R1:Q4',
      /^\*\*`hf\.co\/unsloth\/R1:Q4` comes from a host that is not allowed\.\*\*/,
    ],
    ['registry.evil:5000/x', /comes from a host that is not allowed/],
    ['http://169.254.169.254/x', /comes from a host that is not allowed/],
    ['gpt-oss:120b-cloud', /runs in a cloud, not on this machine/],
    ['../../etc/passwd', /comes from a host|is not the name of a model/],
    ['@everyone `x` || y', /is not the name of a model here/],
  ];

  it.each(refusedNames)('is refused before anything is asked: %s', async (model, words) => {
    const app = await openModels();
    const { owner } = app.discord.people;
    const answer = await useModel(app, 'pull', { by: owner, values: { model } });
    await answer.shows(words);
    expect(answer.message().onlyFor).toBe(owner.user);
    expect(app.ollama.requests.filter(({ path }) => path === '/api/pull')).toEqual([]);
  });

  it('is allowed from a host that the settings name', async () => {
    const model = 'hf.co/unsloth/DeepSeek-R1:Q4_K_M';
    const registry = [
      {
        name: model,
        reasoning: 'native' as const,
        sizeBytes: gigabyte,
        vramBytes: gigabyte,
        parameterSize: '8B',
        family: 'qwen3',
        contextTokens: 131_072,
      },
    ];
    const app = await openModels({ ollama: { registry }, config: { modelHosts: ['hf.co'] } });
    const { owner } = app.discord.people;
    const answer = await useModel(app, 'pull', { by: owner, values: { model } });
    await answer.shows(/is installed\*\*/);
    expect(app.ollama.installedModels()).toContain(model);
  });

  const failures: [words: RegExp, error: string][] = [
    [
      /^\*\*The disk of the model server is full\.\*\*/,
      'write /root/.ollama: no space left on device',
    ],
    [
      /^\*\*What was downloaded is damaged\.\*\*/,
      'digest mismatch, file must be downloaded again: want sha256:1',
    ],
    [/^\*\*The model `deepseek-r1:14b` could not be pulled\.\*\*/, 'something new'],
  ];

  it.each(failures)('says %s', async (words, error) => {
    const app = await openModels();
    app.ollama.fail({ type: 'pull-error', afterBytes: 0, error });
    const { owner } = app.discord.people;
    const values = { model: 'deepseek-r1:14b' };
    const answer = await useModel(app, 'pull', { by: owner, values });
    await answer.shows(words);
    expect(answer.message().buttons).toEqual([]);
  });

  it('says that there is no such model', async () => {
    const app = await openModels();
    const { owner } = app.discord.people;
    const answer = await useModel(app, 'pull', { by: owner, values: { model: 'deepseek-r2' } });
    const text = await answer.shows(/^\*\*There is no model `deepseek-r2:latest` to pull\.\*\*/);
    expect(text).toMatch(/check its name and its tag\.$/);
  });

  it('goes on by itself when the connection breaks', async () => {
    const app = await openModels({ ollama: { bytesPerSecond: 9 * gigabyte } });
    app.ollama.fail({ type: 'pull-cut', afterBytes: gigabyte });
    const { owner } = app.discord.people;
    const values = { model: 'deepseek-r1:14b' };
    const answer = await useModel(app, 'pull', { by: owner, values });
    await answer.shows(/is installed\*\*/);
    expect(app.ollama.requests.filter(({ path }) => path === '/api/pull')).toHaveLength(2);
  });
});

describe('who may what', () => {
  it.each(['pull', 'remove', 'allow', 'deny', 'unload'])(
    'lets nobody but operators use /model %s',
    async (subcommand) => {
      const app = await openModels();
      const { mod } = app.discord.people;
      const values = { model: 'llama3.2:3b' };
      const answer = await useModel(app, subcommand, { by: mod, values });
      expect(answer.message().text).toMatch(
        /^\*\*Only the people who run this bot can do this\.\*\*/,
      );
      expect(answer.message().onlyFor).toBe(mod.user);
    },
  );

  it('lets moderators choose the model, and no other member', async () => {
    const app = await openModels();
    const { ann, mod } = app.discord.people;
    const values = { model: 'llama3.2:3b' };
    const refusal = await useModel(app, 'use', { by: ann, values });
    expect(refusal.message().text).toMatch(/^\*\*Only moderators of this server can do this\.\*\*/);
    const channel = app.discord.directChannel(mod);
    const inPrivate = await useModel(app, 'use', { by: mod, values, channel });
    expect(inPrivate.message().text).toMatch(/only in a server|servers?\b/i);
  });

  it('takes made-up presses for nothing', async () => {
    const app = await openModels();
    const { ann, owner } = app.discord.people;
    const values = { model: 'llama3.2:3b' };
    const answer = await useModel(app, 'remove', { by: owner, values });
    const question = answer.message();
    const button = question.buttons[0]?.custom_id ?? '';
    const shown = await useModel(app, 'use', { by: app.discord.people.mod, values });
    await shown.shows(/is ready/);
    const before = shown.message().text;
    for (const by of [ann, owner]) {
      for (const custom_id of [
        button,
        'model:page:0',
        'model:cancel:1',
        'model:nothing',
        'model:',
      ]) {
        await by.forge(shown.message(), { component_type: 2, custom_id }).settled();
      }
    }
    expect(shown.message().text).toBe(before);
    expect(app.ollama.installedModels()).toContain('llama3.2:3b');
  });
});

describe('/model use', () => {
  it('loads the model, says when it is ready, and is asked from then on', async () => {
    const app = await openModels({ ollama: { loadMs: 1_500 } });
    const { mod } = app.discord.people;
    const values = { model: 'llama3.2:3b' };
    const answer = await useModel(app, 'use', { by: mod, values });
    await answer.shows(
      /^\*\*llama3\.2:3b\*\* now answers in this server\.\n\*\*Loading llama3\.2:3b\*\*/,
    );
    await answer.shows(/\n\*\*llama3\.2:3b is ready\*\* · in \d s$/);
    expect(app.ollama.loads).toHaveLength(1);
    const question = await app.ask();
    expect((await question.ends()).status).toMatch(/^-# llama3\.2:3b · /);
    expect(app.ollama.loads).toHaveLength(1);
  });

  it('is cancelled by whoever chose it, and by no other moderator', async () => {
    const app = await openModels({ ollama: { loadMs: 60_000 } });
    const { discord } = app;
    const { mod } = discord.people;
    const other = discord.addMember({
      name: 'Other',
      permissions: PermissionFlagsBits.ManageGuild,
    });
    const answer = await useModel(app, 'use', { by: mod, values: { model: 'llama3.2:3b' } });
    await answer.shows(/\*\*Loading llama3\.2:3b\*\*/);
    const press = other.press(answer.message(), 'Cancel');
    await discord.waitFor(() =>
      discord.allMessages().some(({ onlyFor, text }) => onlyFor === other.user && text !== ''),
    );
    expect(press.state).toBe('acknowledged');
    expect(answer.message().buttons).toHaveLength(1);
    mod.press(answer.message(), 'Cancel');
    await answer.shows(/\*\*llama3\.2:3b: cancelled\*\*$/);
  });

  it('is taken back by choosing the usual one, and counts in its channel alone if it was for one', async () => {
    const app = await openModels();
    const { mod } = app.discord.people;
    const { channel } = app.discord;
    const values = { model: 'llama3.2:3b', channel: channel.id };
    const answer = await useModel(app, 'use', { by: mod, values });
    await answer.shows(/^\*\*llama3\.2:3b\*\* now answers in <#\d+>\./);
    expect((await (await app.ask()).ends()).status).toMatch(/^-# llama3\.2:3b · /);
    const back = { model: 'default', channel: channel.id };
    const taken = await useModel(app, 'use', { by: mod, values: back });
    await taken.shows(/^In <#\d+> \*\*deepseek-r1:8b\*\* answers again\.$/);
    expect((await (await app.ask()).ends()).status).toMatch(/^-# deepseek-r1:8b · /);
  });
});

describe('/model deny', () => {
  it('keeps a model from servers until it is allowed again, but not from operators', async () => {
    const app = await openModels();
    const { owner, mod, ann } = app.discord.people;
    const values = { model: 'llama3.2:3b' };
    await (await useModel(app, 'use', { by: mod, values })).shows(/is ready/);
    const denied = await useModel(app, 'deny', { by: owner, values });
    expect(denied.message().text).toMatch(
      /^\*\*llama3\.2:3b\*\* may no longer be used in Discord servers\./,
    );
    expect((await (await app.ask()).ends()).status).toMatch(/^-# deepseek-r1:8b · /);
    const wished = await app.ask('Why?', values);
    await wished.shows(
      /^\*\*The model `llama3\.2:3b` may not be used here\.\*\* .* You can ask `deepseek-r1:7b`/,
    );
    const offered = await ann.autocomplete('ask', { option: 'model', typed: 'llama' });
    expect(offered).toEqual([]);
    const again = await app.ask('Why?', { ...values, by: owner });
    expect((await again.ends()).status).toMatch(/^-# llama3\.2:3b · /);
    await useModel(app, 'allow', { by: owner, values });
    expect((await (await app.ask('Why?', values)).ends()).status).toMatch(/^-# llama3\.2:3b · /);
  });

  it('is refused for the model that is asked where nobody has chosen another', async () => {
    const app = await openModels();
    const { owner } = app.discord.people;
    const values = { model: 'deepseek-r1:8b' };
    const answer = await useModel(app, 'deny', { by: owner, values });
    expect(answer.message().text).toMatch(
      /is the one that is asked where nobody has chosen another/,
    );
  });
});

describe('/model remove', () => {
  it('asks back, and removes the model when that is wanted', async () => {
    const app = await openModels();
    const { owner } = app.discord.people;
    const values = { model: 'llama3.2:3b' };
    const answer = await useModel(app, 'remove', { by: owner, values });
    expect(answer.message().text).toMatch(
      /^Remove \*\*llama3\.2:3b\*\* \(2 GB\)\? It can only come back/,
    );
    expect(app.ollama.installedModels()).toContain('llama3.2:3b');
    owner.press(answer.message(), 'Remove');
    await answer.shows(/^\*\*llama3\.2:3b is removed\*\*$/);
    expect(app.ollama.installedModels()).not.toContain('llama3.2:3b');
  });

  it('leaves the model when it shall be kept', async () => {
    const app = await openModels();
    const { owner } = app.discord.people;
    const values = { model: 'llama3.2:3b' };
    const answer = await useModel(app, 'remove', { by: owner, values });
    owner.press(answer.message(), 'Keep it');
    await answer.shows(/^\*\*llama3\.2:3b\*\* stays\.$/);
    expect(app.ollama.installedModels()).toContain('llama3.2:3b');
  });

  it('is refused while anybody uses it, and says who', async () => {
    const app = await openModels();
    const { owner, mod } = app.discord.people;
    const usual = { model: 'deepseek-r1:8b' };
    const refusal = await useModel(app, 'remove', { by: owner, values: usual });
    expect(refusal.message().text).toContain('it is the usual model of this bot');
    const values = { model: 'llama3.2:3b' };
    await (await useModel(app, 'use', { by: mod, values })).shows(/is ready/);
    app.ollama.fail({ type: 'hang', afterTokens: 3 });
    const question = await app.ask();
    await question.shows(/Answering/);
    const answer = await useModel(app, 'remove', { by: owner, values });
    expect(answer.message().text).toBe(
      [
        '**llama3.2:3b is in use.** It can be removed when this has changed:',
        '- 1 question is answered by it or waits for it',
        '- this server has chosen it',
      ].join('\n'),
    );
    question.press('Stop');
    await question.ends();
  });
});

describe('/model unload', () => {
  it('takes what is in memory out of it', async () => {
    const app = await openModels();
    const { owner, mod } = app.discord.people;
    const values = { model: 'llama3.2:3b' };
    await (await useModel(app, 'use', { by: mod, values })).shows(/is ready/);
    const nothing = async () => (await useModel(app, 'unload', { by: owner })).message().text;
    await expect.poll(async () => (await nothing()).length, { timeout: 5_000 }).toBeGreaterThan(0);
    await expect.poll(() => app.ollama.loadedModels(), { timeout: 5_000 }).toEqual([]);
    await expect.poll(nothing, { timeout: 5_000 }).toBe('Nothing is in memory.');
  });
});
