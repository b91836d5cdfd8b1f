// /settings in the whole bot: who may do what with it.
import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';

it('lets moderators change the settings, and everybody see them', async () => {
  const { discord } = await openApp();
  const { ann, owner } = discord.people;
  const shown = ann.command('settings show');
  const refused = ann.command('settings edit');
  const panel = owner.command('settings edit');
  const responses = [shown, refused, panel];
  await discord.waitFor(() => responses.every(({ response }) => response?.isLoading === false));
  expect(responses.map(({ response }) => response?.text.split('\n')[0])).toEqual([
    '### What applies in this channel',
    expect.stringContaining('Only moderators'),
    '### Settings of this server',
  ]);
});
