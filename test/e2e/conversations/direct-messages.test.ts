import { expect, it } from 'vitest';
import { openApp, startApp } from '../../support/app.ts';
import { textIn, toldIn } from '../../support/told.ts';
import { openWorld } from '../../support/world.ts';

it('a direct message is one running conversation, and /new begins another', async () => {
  const app = await openApp();
  const { ann } = app.discord.people;
  const channel = app.discord.directChannel(ann);
  await app.write('One?', { channel }).ends();
  await app.write('Two?', { channel }).ends();
  const command = ann.command('new', {}, { channel });
  const words = await app.discord.waitFor(() => command.response?.text);
  expect(words).toMatch(/^\*\*A new conversation\.\*\*/);
  await app.write('Three?', { channel }).ends();
  const [, two, three] = toldIn(app).map(textIn);
  expect(two).toMatch(/^One\?\nw1 .*w20\nTwo\?$/);
  expect(three).toBe('Three?');
});

it('/ask belongs to the conversation of a direct message, too', async () => {
  const app = await openApp();
  const channel = app.discord.directChannel(app.discord.people.ann);
  await app.write('One?', { channel }).ends();
  const asked = await app.ask('Two?', { channel });
  await asked.ends();
  expect(textIn(toldIn(app)[1])).toMatch(/^One\?\nw1 .*w20\nTwo\?$/);
});

it('a conversation goes on after the bot was started anew', async () => {
  const world = await openWorld();
  await startApp(world, { roles: ['worker'] });
  const first = await startApp(world, { roles: ['bot'] });
  const channel = world.discord.directChannel(world.discord.people.ann);
  await world.write('One?', { channel }).ends();
  await first.close();
  await startApp(world, { roles: ['bot'] });
  await world.write('Two?', { channel }).ends();
  expect(textIn(toldIn(world)[1])).toMatch(/^One\?\nw1 .*w20\nTwo\?$/);
});

it('a question that was written while the bot restarts in the middle of an answer waits for that answer', async () => {
  const world = await openWorld({ ollama: { tokensPerSecond: 20 } });
  await startApp(world, { roles: ['worker'] });
  const first = await startApp(world, { roles: ['bot'] });
  const channel = world.discord.directChannel(world.discord.people.ann);
  const one = world.write('One?', { channel });
  await one.shows(/Thinking/);
  await first.close();
  await startApp(world, { roles: ['bot'] });
  const two = world.write('Two?', { channel });
  world.ollama.pace.tokensPerSecond = 0;
  await Promise.all([one.ends(), two.ends()]);
  expect(textIn(toldIn(world)[1])).toMatch(/^One\?\nw1 .*w20\nTwo\?$/);
});
