// Where most commands can be used: in servers, in direct messages with the bot, in messages between people; by the
// members of a server that has the bot, and by whoever has installed it for themselves.
import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

export const usableEverywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
};
