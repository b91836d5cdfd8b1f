// What a person writes into a channel, changes, and takes back.
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { LocalMessage } from '../messages/message.ts';
import { has, permissionsIn } from '../world/permissions.ts';
import { NotPossible } from './not-possible.ts';
import type { Person, PersonOptions } from './person.ts';
import { checkText, pingsIn } from './sending.ts';
import type { Send } from './sending.ts';

export function createWriting(
  options: PersonOptions & { send: Send },
): Pick<Person, 'write' | 'edit' | 'delete'> {
  const { user, interactions, messages, send } = options;
  const demandSeen = (message: LocalMessage) => {
    if (!options.canSee(message)) throw new NotPossible(`${user.name} does not see this message`);
  };
  const isOwn = (message: LocalMessage) =>
    message.author === user ||
    message.onlyFor === user ||
    interactions.find(message.interactionId ?? '')?.user === user;

  return {
    write(channel, text, writing = {}) {
      if (writing.repliesTo) demandSeen(writing.repliesTo);
      return send(channel, text, writing);
    },
    edit(message, text) {
      demandSeen(message);
      if (message.author !== user) throw new NotPossible(`${user.name} did not write this`);
      checkText(text, message.attachments.length);
      const { at: _at, route: _route, ...draft } = message.current;
      const pings = pingsIn({ channel: message.channel, user, text });
      messages.edit(message, { ...draft, content: text, pings }, 'person');
    },
    delete(message) {
      demandSeen(message);
      const held = permissionsIn(message.channel, user);
      if (!isOwn(message) && !has(held, PermissionFlagsBits.ManageMessages))
        throw new NotPossible(`${user.name} may not delete this`);
      messages.remove(message);
    },
  };
}
