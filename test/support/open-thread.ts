// A public thread in the local Discord's #general.
import { ChannelType, Routes } from 'discord-api-types/v10';
import type { Channel, LocalDiscord } from '../../playground/local-discord/index.ts';

export async function openThread(discord: LocalDiscord): Promise<Channel> {
  const thread = new Promise<Channel>((resolve) => {
    discord.onChange((change) => {
      if (change.type === 'thread-create') resolve(change.channel);
    });
  });
  await fetch(`${discord.apiUrl}/v10${Routes.threads(discord.channel.id)}`, {
    method: 'POST',
    headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Questions', type: ChannelType.PublicThread }),
  });
  return thread;
}
