import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { openApp } from '../../support/app.ts';
import { continueInThread } from '../../support/open-conversation.ts';
import { forgetTurns } from '../../support/forget-turns.ts';
import { openTestRedis } from '../../support/redis.ts';
import { textIn, toldIn } from '../../support/told.ts';

it('a thread whose turns are no longer kept goes on from what Discord still holds of it', async () => {
  const app = await openApp({ messageContent: true });
  const asked = await app.ask('One?');
  await asked.ends();
  const channel = await continueInThread(app.discord, { reply: asked });
  await app.write('Two?', { channel, by: app.discord.people.mod }).ends();
  await forgetTurns(app);
  await app.write('Three?', { channel }).ends();
  const told = textIn(toldIn(app)[2]);
  expect(told).toMatch(/One\?\nw1 .* w20\n[\s\S]*Two\?\nw1 .* w20\n[\s\S]*Three\?$/);
  expect(told).not.toMatch(/\p{Script=Greek}|tokens\/s|Write here/u);
});

it('a reply to an answer whose turn is no longer kept goes on from what led to it', async () => {
  const app = await openApp();
  const one = app.write('<@bot> One?');
  await one.ends();
  const between = await app.ask('Something else?');
  await between.ends();
  const two = app.write('<@bot> Two?', { repliesTo: one.reply() });
  await two.ends();
  await forgetTurns(app);
  await app.write('<@bot> Three?', { repliesTo: two.reply() }).ends();
  const told = textIn(toldIn(app)[3]);
  expect(told).toMatch(/^One\?\nw1 .* w20\nTwo\?\nw1 .* w20\nThree\?$/);
});

describe('a thread that Discord does not show either', () => {
  it.each([
    ['as the bot may not read it', 'forbidden', ['403/50013']],
    ['as it fails', 'failing', ['500/0']],
  ] as const)('begins anew, %s', async (_why, how, refusals) => {
    const app = await openApp({ expected: { possibleRefusals: refusals } });
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    await app.write('<@bot> Two?', { channel }).ends();
    await forgetTurns(app);
    if (how === 'failing') {
      const effect = { type: 'fail', status: 500 } as const;
      for (const kind of ['message-list', 'message-get'] as const)
        app.discord.faults.inject({ kind, effect });
    } else {
      const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
      const rights = [ViewChannel, SendMessages, SendMessagesInThreads];
      app.discord.setBotPermissions(app.discord.channel, ...rights);
    }
    const three = await app.ask('Three?', { channel });
    await three.ends({ timeoutMs: 30_000 });
    expect(textIn(toldIn(app)[2])).toBe('Three?');
    await (await app.ask('Four?', { channel })).ends();
    expect(textIn(toldIn(app)[3])).toMatch(/^Three\?\nw1 .* w20\nFour\?$/);
  });
});

it('a conversation goes on from what is left when turns in its middle are no longer kept', async () => {
  const redis = await openTestRedis();
  const app = await openApp({ redis });
  const one = app.write('<@bot> One?');
  await one.ends();
  const two = app.write('<@bot> Two?', { repliesTo: one.reply() });
  await two.ends();
  const three = app.write('<@bot> Three?', { repliesTo: two.reply() });
  await three.ends();
  await redis.client.del(`${redis.prefix}:turn:${two.message.id}`);
  await app.write('<@bot> Four?', { repliesTo: three.reply() }).ends();
  expect(textIn(toldIn(app)[3])).toMatch(/^Three\?\nw1 .* w20\nFour\?$/);
});
