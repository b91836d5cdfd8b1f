// Which events a session asked for (facts, sections 5 and 6).
import { GatewayIntentBits } from 'discord-api-types/v10';

const known = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

export interface PrivilegedIntents {
  messageContent: boolean;
  guildMembers: boolean;
  presences: boolean;
}

export function hasIntent(intents: number, intent: GatewayIntentBits): boolean {
  return (intents & intent) !== 0;
}

/** The close code that refuses these intents: 4013 invalid, 4014 not granted in the portal. */
export function refusedIntents(
  intents: number,
  granted: PrivilegedIntents,
): 4013 | 4014 | undefined {
  if (!Number.isInteger(intents) || intents < 0 || (intents & ~known) !== 0) return 4013;
  const privileged = [
    [GatewayIntentBits.MessageContent, granted.messageContent],
    [GatewayIntentBits.GuildMembers, granted.guildMembers],
    [GatewayIntentBits.GuildPresences, granted.presences],
  ] as const;
  return privileged.some(([intent, isGranted]) => hasIntent(intents, intent) && !isGranted)
    ? 4014
    : undefined;
}
