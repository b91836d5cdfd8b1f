// What a server or one of its channels wants its answers to be like, from the moderator's form to the model server.
import { describe, expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { openModeration } from '../support/moderation.ts';
import { continueInThread } from '../support/open-conversation.ts';
import { textIn, toldIn } from '../support/told.ts';

async function openWithPersonas() {
  const app = await openApp();
  const { fillIn } = await openModeration(app);
  await fillIn('Change persona', { persona: 'Be kind.' });
  const { id } = app.discord.channel;
  await fillIn('Persona of a channel', { channel: [id], persona: 'You are a pirate.' });
  return app;
}

describe('the persona of a channel', () => {
  it('stands at the head of the first question for R1 of January 2025, which takes no system message well', async () => {
    const app = await openWithPersonas();
    await (await app.ask('One?', { model: 'deepseek-r1:7b' })).ends();
    expect(toldIn(app)[0]).toEqual([{ role: 'user', content: 'You are a pirate.\n\nOne?' }]);
  });

  it.each(['deepseek-r1:8b', 'llama3.2:3b'])('is a system message for %s', async (model) => {
    const app = await openWithPersonas();
    await (await app.ask('One?', { model })).ends();
    expect(toldIn(app)[0]).toEqual([
      { role: 'system', content: 'You are a pirate.' },
      { role: 'user', content: 'One?' },
    ]);
  });

  it('is told once in a conversation, and not by what people say', async () => {
    const app = await openWithPersonas();
    const asked = await app.ask('One?', { model: 'deepseek-r1:7b' });
    await asked.ends();
    const thread = await continueInThread(app.discord, { reply: asked });
    await (await app.ask('Two?', { channel: thread, model: 'deepseek-r1:7b' })).ends();
    expect(textIn(toldIn(app)[1])).toMatch(/^You are a pirate\.\n\nOne\?\nw1 .*w20\nTwo\?$/);
  });

  it('holds in its channel alone; elsewhere that of the server does, and in direct messages none', async () => {
    const app = await openWithPersonas();
    const elsewhere = app.discord.addChannel({ name: 'elsewhere' });
    const direct = app.discord.directChannel(app.discord.people.ann);
    for (const channel of [elsewhere, direct]) await (await app.ask('Why?', { channel })).ends();
    expect(toldIn(app).map(textIn)).toEqual(['Be kind.\nWhy?', 'Why?']);
  });
});
