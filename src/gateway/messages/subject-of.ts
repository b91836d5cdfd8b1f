// The message that a question is about: the one that it replies to.
import { DiscordAPIError, type Message } from 'discord.js';
import { describeAskedAbout, isEmpty, type AskedAbout } from '../asked-about.ts';

/** Undefined where it was deleted, shows nothing, or Discord withholds it. */
export async function subjectOf(message: Message): Promise<AskedAbout | undefined> {
  const referred = await fetchReference(message);
  const about = referred && describeAskedAbout(referred, message.client.user.id);
  return about && !isEmpty(about) ? about : undefined;
}

async function fetchReference(message: Message): Promise<Message | undefined> {
  try {
    const found = await message.fetchReference();
    return found.partial ? await found.fetch() : found;
  } catch (error) {
    if (error instanceof DiscordAPIError) return undefined;
    throw error;
  }
}
