import { expect, it } from 'vitest';
import type { Channel, LocalMessage, Person } from '../../playground/local-discord/index.ts';
import { openApp, type TestApp } from '../support/app.ts';

async function askForHelp(
  { discord }: TestApp,
  person: Person,
  channel: Channel = discord.channel,
): Promise<LocalMessage> {
  const interaction = person.command('help', {}, { channel });
  const written = () =>
    interaction.response?.isLoading === false ? interaction.response : undefined;
  return discord.waitFor(written);
}

it('tells each what they can use, with mentions that Discord knows', async () => {
  const app = await openApp();
  const { ann, mod, owner } = app.discord.people;
  const [member, moderator, operator] = [
    await askForHelp(app, ann),
    await askForHelp(app, mod),
    await askForHelp(app, owner),
  ];
  expect(member).toMatchObject({ isEphemeral: true, onlyFor: ann.user });
  expect(member.text).toMatch(/<\/ask:\d+> · Ask the model/);
  expect(member.text).toMatch(/<\/settings show:\d+> · /);
  expect(member.text).not.toMatch(/settings edit|gpu pause/);
  expect(moderator.text).toMatch(/\*\*For moderators\*\*\n[^]*<\/settings edit:\d+> · /);
  expect(moderator.text).not.toContain('gpu pause');
  expect(operator.text).toMatch(/\*\*For operators\*\*\n[^]*<\/gpu pause:\d+> · /);
});

it('tells in direct messages, and where only a member has the bot, what can be used there', async () => {
  const app = await openApp();
  const { discord } = app;
  const { ann } = discord.people;
  for (const channel of [discord.directChannel(ann), discord.outsideChannel]) {
    const { text } = await askForHelp(app, ann, channel);
    expect(text).toMatch(/<\/ask:\d+> · /);
    expect(text).not.toContain('settings');
  }
});
