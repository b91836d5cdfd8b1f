import { describe, expect, it } from 'vitest';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { openQueue } from '../support/queue-panel.ts';

/** A member whose Discord is Russian. */
const addRita = ({ discord }: TestApp) => discord.addMember({ name: 'Rita', locale: 'ru' });

describe('a reply that only its asker sees', () => {
  it('speaks the language of the asker', async () => {
    const app = await openApp();
    const ask = await app.ask('Почему небо голубое?', { by: addRita(app), private: true });
    const { status, buttons } = await ask.ends();
    expect(status).toMatch(
      /^-# deepseek-r1:8b · размышления \d+ с \(\d+ токен(?:а|ов)?\) · .*всего \d+ с · видно только вам$/,
    );
    expect(buttons).not.toContain('Try again');
  });

  it('speaks it in a server of another language, too', async () => {
    const app = await openApp();
    app.discord.setPreferredLocale(app.discord.guild, 'ru');
    const ask = await app.ask('Why?', { private: true });
    expect((await ask.ends()).status).toMatch(/in all · only you can see this$/);
  });
});

describe('a reply that all see', () => {
  it('speaks the language of the server, whoever asks', async () => {
    const app = await openApp();
    app.discord.setPreferredLocale(app.discord.guild, 'ru');
    const gate = createGate();
    app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
    const [running, waiting] = [await app.ask('one'), await app.ask('two')];
    expect((await running.shows(/^\*\*Думает\*\*/)).buttons).toContain('Остановить');
    await waiting.shows(/^\*\*Следующий в очереди\*\*/);
    gate.open();
    for (const ask of [running, waiting]) expect((await ask.ends()).status).toMatch(/всего \d+ с$/);
  });

  it('speaks English in a server of a language that the bot does not know', async () => {
    const app = await openApp();
    app.discord.setPreferredLocale(app.discord.guild, 'ja');
    expect((await (await app.ask()).ends()).status).toMatch(/in all$/);
  });
});

describe('what one person is told', () => {
  it('is in the language of that person: the queue', async () => {
    const app = await openApp();
    const { message } = await openQueue(app, addRita(app));
    expect(message.text).toMatch(/^### Очередь/);
    expect(message.text).toContain('**Сейчас вопросов в работе нет**');
    expect(message.buttons.map(({ label }) => label)).toEqual(['Обновить']);
  });

  it('is in the language of that person: a refusal', async () => {
    const app = await openApp();
    const by = addRita(app);
    const ask = await app.ask('Why?', { by, model: 'gone:1b' });
    await ask.ends();
    const [notice] = ask.pages();
    expect(notice?.onlyFor).toBe(by.user);
    expect(notice?.text).toMatch(
      /^\*\*Модель `gone:1b` не установлена\.\*\* .*Можно спросить `deepseek-r1:7b`, `deepseek-r1:8b` или `llama3\.2:3b`\.$/,
    );
  });
});

describe('the commands', () => {
  it('are found by their names in every language, and are not written anew at the next start', async () => {
    const app = await openApp();
    const [ask] = app.discord.commands.list(undefined);
    expect(ask?.form).toMatchObject({
      name: 'ask',
      name_localizations: { 'en-US': 'ask', 'en-GB': 'ask', ru: 'спросить' },
      options: expect.arrayContaining([
        expect.objectContaining({
          name: 'prompt',
          name_localizations: expect.objectContaining({ ru: 'вопрос' }),
        }),
      ]),
    });
    const { overwrites } = app.discord.commands;
    await app.close();
    await startApp(app);
    expect(app.discord.commands.overwrites).toBe(overwrites);
  });
});
