// A host of files that takes a request and says nothing, or stops in the middle.
import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { noticesIn } from '../support/open-conversation.ts';
import { toldIn } from '../support/told.ts';
import { spoken } from '../support/world.ts';

it('asks the model for nothing when files do not come in time, and says so to whoever asked', async () => {
  const app = await openApp();
  const { discord } = app;
  const said = /^\*\*The files could not be fetched in time\.\*\*/;
  discord.faults.inject({ kind: 'file-get', times: 1, effect: { type: 'hang' } });
  discord.faults.inject({
    kind: 'file-get',
    effect: { type: 'cut', afterBytes: 2, ending: 'hang' },
  });
  const file = { name: 'a.txt', content: 'text' };
  const question = spoken('<@bot> What is this?', discord);
  discord.people.mod.write(discord.channel, question, { files: [file] });
  const asked = await app.ask('What is this?', { file });
  expect((await asked.ends({ timeoutMs: 15_000 })).status).toMatch(said);
  await discord.waitFor(() => noticesIn(discord, discord.channel).length > 0);
  expect(noticesIn(discord, discord.channel)).toEqual([expect.stringMatching(said)]);
  expect(toldIn(app)).toEqual([]);
});
