// What a person writes into a channel, and takes back.
import { MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { codePoints } from '../form.ts';
import { emptyDraft } from '../messages/draft.ts';
import { pingsOf } from '../messages/mentions.ts';
import { has, permissionsIn } from '../world/permissions.ts';
import { NotPossible } from './not-possible.ts';
import type { Person, PersonOptions } from './person.ts';

const maxCodePoints = 2_000;
const { ManageMessages, MentionEveryone, SendMessages, SendMessagesInThreads } =
  PermissionFlagsBits;

export function createWriting(options: PersonOptions): Pick<Person, 'say' | 'deleteMessage'> {
  const { user, interactions, messages } = options;
  return {
    say(channel, text, { replyTo, pings = true, files = [] } = {}) {
      const held = permissionsIn(channel, user);
      if (!has(held, channel.thread ? SendMessagesInThreads : SendMessages))
        throw new NotPossible(`${user.name} may not write there`);
      if (codePoints(text) > maxCodePoints) throw new NotPossible('longer than 2,000 characters');
      if (channel.thread) channel.thread.isArchived = false;
      const attachments = files.map((file) => ({
        ...messages.storeFile(channel, file, undefined),
        isShown: true,
      }));
      const mentioned = pingsOf({
        texts: [text],
        allowed: undefined,
        source: 'channel',
        canMentionEveryone: has(held, MentionEveryone),
        repliedUserId: undefined,
      });
      return messages.create({
        channel,
        author: user,
        route: 'person',
        type: replyTo ? MessageType.Reply : MessageType.Default,
        reference: replyTo && { message: replyTo, isPing: pings },
        draft: { ...emptyDraft, content: text, attachments, pings: mentioned },
      });
    },
    deleteMessage(message) {
      if (!options.canSee(message)) throw new NotPossible(`${user.name} does not see this message`);
      const isOwn =
        message.author === user ||
        message.onlyFor === user ||
        interactions.find(message.interactionId ?? '')?.user === user;
      if (!isOwn && !has(permissionsIn(message.channel, user), ManageMessages))
        throw new NotPossible(`${user.name} may not delete this`);
      messages.remove(message);
    },
  };
}
