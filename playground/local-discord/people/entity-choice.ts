// What a person chose in a menu of people, roles or channels: the client offers those of the server, and sends along
// what the ids mean.
import { ComponentType } from 'discord-api-types/v10';
import type { EntitySelect } from '../messages/selects.ts';
import { channelInInteraction, memberPayload, rolePayload, userPayload } from '../payloads.ts';
import type { Channel, User } from '../world/entities.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { NotPossible } from './not-possible.ts';

export interface EntityChoice {
  menu: Pick<EntitySelect, 'type' | 'channel_types'>;
  ids: readonly string[];
  /** Who chooses, and where. */
  user: User;
  channel: Channel;
  world: World;
}

type Resolved = Partial<Record<'users' | 'members' | 'roles' | 'channels', object>>;
type Resolver = (id: string, choice: EntityChoice) => Record<string, object> | undefined;

/** The `resolved` of the payload. Throws NotPossible for what the menu does not offer. */
export function resolveChoice(choice: EntityChoice): Resolved {
  const resolved: Record<string, Record<string, object>> = {};
  for (const id of choice.ids) {
    const found = resolvers[choice.menu.type](id, choice);
    if (!found) throw new NotPossible(`the menu does not offer ${id}`);
    for (const [kind, payload] of Object.entries(found)) {
      resolved[kind] = { ...resolved[kind], [id]: payload };
    }
  }
  return resolved;
}

const person: Resolver = (id, { channel }) => {
  const member = channel.guild?.members.get(id);
  return member && { users: userPayload(member.user), members: memberPayload(member) };
};

const role: Resolver = (id, { channel: { guild } }) => {
  const found = guild?.roles.get(id);
  return guild && found && { roles: rolePayload(found, guild) };
};

const place: Resolver = (id, { menu, user, channel, world }) => {
  const found = world.channels.get(id);
  const isOffered =
    found !== undefined &&
    found.guild === channel.guild &&
    permissionsIn(found, user) !== 0n &&
    (menu.channel_types?.includes(found.type) ?? true);
  return isOffered ? { channels: channelInInteraction(found, user) } : undefined;
};

const resolvers: Record<EntitySelect['type'], Resolver> = {
  [ComponentType.UserSelect]: person,
  [ComponentType.RoleSelect]: role,
  [ComponentType.MentionableSelect]: (id, choice) => person(id, choice) ?? role(id, choice),
  [ComponentType.ChannelSelect]: place,
};
