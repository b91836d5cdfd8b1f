// How people begin threads: on a message, or as a post in a forum.
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { codePoints } from '../form.ts';
import type { LocalMessage } from '../messages/message.ts';
import type { Channel } from '../world/entities.ts';
import { has, permissionsIn } from '../world/permissions.ts';
import { NotPossible } from './not-possible.ts';
import type { Person, PersonOptions } from './person.ts';
import type { PersonFile } from './person-file.ts';
import type { Send } from './sending.ts';

export interface NewPost {
  title: string;
  text: string;
  files?: readonly PersonFile[];
}

const { CreatePublicThreads, SendMessages } = PermissionFlagsBits;

export function createPosting(
  options: PersonOptions & { send: Send },
): Pick<Person, 'post' | 'startThread'> {
  const { user, world, threads, send } = options;
  const type = ChannelType.PublicThread;

  const demand = (channel: Channel, permission: bigint) => {
    if (!has(permissionsIn(channel, user), permission))
      throw new NotPossible(`${user.name} may not begin a thread there`);
  };
  const demandThreadless = (message: LocalMessage) => {
    const { channel, id, isEphemeral } = message;
    const isText =
      channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement;
    if (!isText || isEphemeral || !options.canSee(message) || world.channels.has(id))
      throw new NotPossible('no thread can begin here');
  };

  return {
    post(forum, { title, text, files = [] }) {
      if (forum.type !== ChannelType.GuildForum) throw new NotPossible('this is no forum');
      demand(forum, SendMessages);
      demandName(title);
      const post = threads.open({ parent: forum, type, name: title, owner: user });
      send(post, text, { files, id: post.id });
      return post;
    },
    startThread(message, name) {
      demandThreadless(message);
      demand(message.channel, CreatePublicThreads);
      demandName(name);
      return threads.open({ parent: message.channel, type, name, owner: user, message });
    },
  };
}

function demandName(name: string): void {
  const length = codePoints(name);
  if (length < 1 || length > 100) throw new NotPossible('names have 1 to 100 characters');
}
