// What people call somebody at the place where an interaction comes from.
import type { BaseInteraction } from 'discord.js';

export function displayName({ member, user }: Pick<BaseInteraction, 'member' | 'user'>): string {
  const nickname = member && 'displayName' in member ? member.displayName : member?.nick;
  return nickname ?? user.globalName ?? user.username;
}
