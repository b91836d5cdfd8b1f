// A question in several messages: what happens to it before it is asked.
import { describe, expect, it } from 'vitest';
import { openApp, type TestApp } from '../../support/app.ts';
import { changeSettings } from '../../support/change-settings.ts';
import { continueInThread, noticesIn } from '../../support/open-conversation.ts';
import { textIn, toldIn } from '../../support/told.ts';

/** Where every message is a question, after the first is answered. */
async function openOwnThread(app: TestApp) {
  const asked = await app.ask('One?');
  await asked.ends();
  return continueInThread(app.discord, { reply: asked });
}

describe('a question that still waits for its rest', () => {
  it('ends with Stop: what is written then is a question of its own', async () => {
    const app = await openApp();
    const channel = app.discord.directChannel(app.discord.people.ann);
    const one = app.write('One?', { channel });
    await one.until(({ buttons }) => buttons.includes('Stop'));
    one.press('Stop');
    await one.ends();
    await app.write('Two?', { channel }).ends();
    expect(toldIn(app).map(textIn)).toEqual(['Two?']);
  });

  it('is stopped when all of its messages are deleted at once', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    const channel = app.discord.directChannel(ann);
    const one = app.write('One,', { channel });
    await one.until(({ status }) => status !== '');
    const more = ann.write(channel, 'and two?');
    app.discord.deleteMessages(channel, [one.message, more]);
    expect((await one.ends()).status).toMatch(/Stopped/);
    await app.write('Three?', { channel }).ends();
    expect(toldIn(app).map(textIn)).toEqual(['Three?']);
  });

  it('takes five messages: the sixth is a question of its own', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    const channel = app.discord.directChannel(ann);
    const one = app.write('1', { channel });
    for (const text of ['2', '3', '4', '5']) ann.write(channel, text);
    const six = app.write('6', { channel });
    await Promise.all([one.ends(), six.ends()]);
    expect(textIn(toldIn(app)[0])).toMatch(/^1\s+2\s+3\s+4\s+5$/);
    expect(textIn(toldIn(app)[1])).toMatch(/5\nw1 .*w20\n6$/);
  });

  it('becomes no longer than a question may be, neither by what is added nor by an edit', async () => {
    const app = await openApp({ messageContent: true });
    await changeSettings(app, { maxQuestionChars: 20 });
    const { ann } = app.discord.people;
    const channel = await openOwnThread(app);
    const two = app.write('Two is short,', { channel });
    await two.until(({ status }) => status !== '');
    const long = ann.write(channel, 'but this is longer than all that may be');
    ann.edit(two.message, 'Two is as long as that by now, really');
    await two.ends();
    expect(textIn(toldIn(app)[1])).toMatch(/Two is short,$/);
    expect(long.isDeleted).toBe(false);
    expect(noticesIn(app.discord, channel).at(-1)).toMatch(/longer than this server allows/);
    expect(toldIn(app)).toHaveLength(2);
  });
});
