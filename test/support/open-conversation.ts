// The thread that somebody opens from an answer, in an end-to-end test.
import type { Channel, LocalDiscord, Person } from '../../playground/local-discord/index.ts';
import type { ReplyOnScreen } from './ask-on-screen.ts';

/** Presses the button; resolves when the thread is open and whoever pressed was told. */
export async function continueInThread(
  discord: LocalDiscord,
  { reply, by }: { reply: ReplyOnScreen; by?: Person },
): Promise<Channel> {
  const opened = nextThread(discord);
  const press = reply.press('Continue in a thread', by);
  const thread = await opened;
  await discord.waitFor(() => press.response?.text.includes(`<#${thread.id}>`));
  return thread;
}

export function nextThread(discord: LocalDiscord): Promise<Channel> {
  return new Promise((resolve) => {
    const stop = discord.onChange((change) => {
      if (change.type !== 'thread-create') return;
      stop();
      resolve(change.channel);
    });
  });
}

/** What the bot wrote in plain text: its notices, and not its replies. */
export function noticesIn(discord: LocalDiscord, channel: Channel): string[] {
  return discord
    .messages(channel)
    .filter(({ author, current }) => author.id === discord.applicationId && current.content !== '')
    .map(({ current }) => current.content);
}
