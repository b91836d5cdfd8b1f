// Why Discord does not let the bot in, in words for the host who can change it.
import { GatewayCloseCodes } from 'discord-api-types/v10';

const intentMissing =
  'Discord does not let this bot read messages: switch on "Message Content Intent" on the Bot page of the application ' +
  '(https://discord.com/developers/applications), or set MESSAGE_CONTENT=off.';

/** At the login discord.js gives no code, but an error with these words. */
const intentWords = /disallowed intents/i;

/** The error itself where there is nothing to explain. `closeCode` is the gateway's. */
export function explainRefusal(error: unknown, closeCode?: number): Error {
  const known = error instanceof Error ? error : new Error(String(error));
  const isIntent =
    closeCode === GatewayCloseCodes.DisallowedIntents || intentWords.test(known.message);
  return isIntent ? new Error(intentMissing, { cause: known }) : known;
}
