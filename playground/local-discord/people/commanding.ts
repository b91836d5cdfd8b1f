// A person's slash commands, their autocomplete, and the commands of a message's context menu.
import { ApplicationCommandType, InteractionType } from 'discord-api-types/v10';
import { userPayload } from '../payloads.ts';
import type { Channel } from '../world/entities.ts';
import { contextOf, findCommand } from './command-access.ts';
import { callOptions } from './command-call.ts';
import type { OptionValue } from './command-call.ts';
import { NotPossible } from './not-possible.ts';
import type { Person, PersonOptions, Place } from './person.ts';
import { uploadsOf } from './person-file.ts';

interface Call {
  type: InteractionType;
  /** With subcommands: "model pull". */
  name: string;
  values: Readonly<Record<string, OptionValue>>;
  place: Place;
  focused?: string;
}

export function createCommanding(
  options: PersonOptions,
): Pick<Person, 'command' | 'autocomplete' | 'useOn'> {
  const { user, world, interactions } = options;

  const offered = (name: string, channel: Channel, type: ApplicationCommandType) =>
    findCommand({ ...options, channel, name, type });

  const invoke = (invocation: {
    type: InteractionType;
    channel: Channel;
    integrationOwners: Record<string, string>;
    data: object;
  }) => {
    const context = contextOf(invocation.channel, world);
    return interactions.create({ ...invocation, user, source: undefined, context });
  };

  const call = ({ type, values, place, focused, ...rest }: Call) => {
    const [name = '', ...path] = rest.name.split(' ');
    const channel = place.channel ?? options.defaultChannel();
    const { command, integrationOwners } = offered(name, channel, ApplicationCommandType.ChatInput);
    const { id, form, guildId } = command;
    const uploads = uploadsOf(options, channel);
    const typed = callOptions({ form, path, values, focused, upload: uploads.upload });
    const home = guildId === undefined ? {} : { guild_id: guildId };
    const resolved = { ...resolve(values), ...uploads.resolved() };
    const data = { id, name, type: form.type, options: typed, resolved, ...home };
    return invoke({ type, channel, integrationOwners, data });
  };

  /** The users that the values name by id. */
  const resolve = (values: Call['values']) => {
    const ids = Object.values(values).filter((value) => typeof value === 'string');
    const named = ids.flatMap((id) => world.users.get(id) ?? []);
    return { users: Object.fromEntries(named.map((one) => [one.id, userPayload(one)])) };
  };

  return {
    command: (name, values = {}, place = {}) =>
      call({ type: InteractionType.ApplicationCommand, name, values, place }),
    async autocomplete(name, { option, typed }, place = {}) {
      const type = InteractionType.ApplicationCommandAutocomplete;
      const interaction = call({ type, name, values: { [option]: typed }, place, focused: option });
      await interaction.settled();
      if (!interaction.choices) throw new NotPossible('loading options failed');
      return interaction.choices;
    },
    useOn(target, name) {
      if (!options.canSee(target)) throw new NotPossible(`${user.name} does not see this message`);
      const { channel } = target;
      const { command, integrationOwners } = offered(name, channel, ApplicationCommandType.Message);
      const resolved = { messages: { [target.id]: options.messagePayload(target) } };
      const data = {
        id: command.id,
        name,
        type: command.form.type,
        target_id: target.id,
        resolved,
      };
      return invoke({ type: InteractionType.ApplicationCommand, channel, integrationOwners, data });
    },
  };
}
