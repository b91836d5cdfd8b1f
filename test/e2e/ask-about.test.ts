import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Interaction, LocalMessage, Person } from '../../playground/local-discord/index.ts';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { textIn, toldIn } from '../support/told.ts';

async function openForm(app: TestApp, message: LocalMessage, by: Person): Promise<Interaction> {
  const opened = by.useOn(message, 'Ask about this');
  await app.discord.waitFor(() => opened.modal);
  return opened;
}

async function askAbout(
  app: TestApp,
  message: LocalMessage,
  question = 'Is that right?',
): Promise<AskOnScreen> {
  const { ann } = app.discord.people;
  const sent = ann.submitModal(await openForm(app, message, ann), { question });
  expect(await sent.settled()).toBe('acknowledged');
  return app.follow(sent);
}

describe('"Ask about this"', () => {
  it('makes the message the subject of a question that all see answered', async () => {
    const app = await openApp();
    const subject = app.discord.people.mod.write(app.discord.channel, 'The sky is green.');
    const ask = await askAbout(app, subject);
    expect(await ask.ends()).toMatchObject({ question: '> Is that right?' });
    expect(ask.reply().onlyFor).toBeUndefined();
    const told = textIn(toldIn(app)[0]);
    expect(told).toMatch(/Mod[\s\S]*The sky is green\.[\s\S]*Is that right\?$/);
  });

  it('brings the files of the message along', async () => {
    const app = await openApp();
    const files = [{ name: 'sum.py', content: 'print(1 + 1)' }];
    const subject = app.discord.people.mod.write(app.discord.channel, '', { files });
    await (await askAbout(app, subject)).ends();
    expect(textIn(toldIn(app)[0])).toMatch(/\[file name\]: sum\.py\n[\s\S]*print\(1 \+ 1\)/);
  });

  it('takes of an answer of the bot the answer alone', async () => {
    const app = await openApp();
    const first = await app.ask('Why?');
    await first.ends();
    await (await askAbout(app, first.reply())).ends();
    const told = textIn(toldIn(app)[1]);
    expect(told).toContain('w1 ');
    expect(told).not.toMatch(/r1|tokens|Why\?/);
  });

  it('works in a group message that the bot is not in', async () => {
    const app = await openApp();
    const { ann, mod } = app.discord.people;
    const channel = app.discord.addChannel({ type: ChannelType.GroupDM, recipients: [ann, mod] });
    const subject = mod.write(channel, `The sky is green, <@${ann.id}>.`);
    await (await askAbout(app, subject)).ends();
    expect(textIn(toldIn(app)[0])).toContain('The sky is green');
  });

  it('is refused with the name of a file that cannot be read', async () => {
    const app = await openApp();
    const files = [{ name: 'x.mp3', content: 'x' }];
    const ask = await askAbout(
      app,
      app.discord.people.mod.write(app.discord.channel, '', { files }),
    );
    await ask.ends();
    expect(ask.pages().map(({ onlyFor, text }) => [onlyFor?.name, text])).toEqual([
      ['Ann', expect.stringContaining('`x.mp3` is of a kind that cannot be read')],
    ]);
  });

  it('says so when the bot was restarted while the form was open', async () => {
    const app = await openApp();
    const { ann, mod } = app.discord.people;
    const subject = mod.write(app.discord.channel, 'The sky is green.');
    const opened = await openForm(app, subject, ann);
    await app.close();
    await startApp(app);
    ann.submitModal(opened, { question: 'Why?' });
    const notice = await app.discord.waitFor(() =>
      app.discord.allMessages().find(({ onlyFor }) => onlyFor === ann.user),
    );
    expect(notice.text).toContain('open its menu again');
    expect(app.discord.messages(app.discord.channel).filter(({ onlyFor }) => !onlyFor)).toEqual([
      subject,
    ]);
  });
});
