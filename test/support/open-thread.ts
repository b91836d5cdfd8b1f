// A public thread that a member has opened in the local Discord's #general.
import type { Channel, LocalDiscord } from '../../playground/local-discord/index.ts';

export function openThread({ people: { mod }, channel }: LocalDiscord): Channel {
  return mod.startThread(mod.write(channel, 'Let us ask here'), 'Questions');
}
