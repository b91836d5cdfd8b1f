// What tests, benchmarks and the demo use of the local Discord.
export { createLocalDiscord } from './local-discord.ts';
export type { LocalDiscord, LocalDiscordOptions } from './local-discord.ts';
export type { Interaction } from './interactions/interaction.ts';
export type { TopComponent } from './messages/components.ts';
export type { LocalMessage, MessageVersion } from './messages/message.ts';
export { NotPossible } from './people/not-possible.ts';
export type { Person } from './people/person.ts';
export type { PersonFile } from './people/person-file.ts';
export type { Channel } from './world/entities.ts';
