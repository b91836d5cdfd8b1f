// A person's use of what stands on a message: buttons, menus, and the forms that they open.
import { ButtonStyle, ComponentType, InteractionType } from 'discord-api-types/v10';
import type { LocalMessage } from '../messages/message.ts';
import { choosingOf } from '../messages/selects.ts';
import type { Select } from '../messages/selects.ts';
import type { Channel } from '../world/entities.ts';
import { contextOf } from './command-access.ts';
import { resolveChoice } from './entity-choice.ts';
import { fillIn } from './form-filling.ts';
import { NotPossible } from './not-possible.ts';
import type { Person, PersonOptions } from './person.ts';
import { uploadsOf } from './person-file.ts';

export function createComponentUse(
  options: PersonOptions,
): Pick<Person, 'press' | 'select' | 'forge' | 'submitModal'> {
  const { user, world, interactions } = options;

  const use = (message: LocalMessage, data: object) => {
    const origin = interactions.find(message.interactionId ?? '');
    return interactions.create({
      type: InteractionType.MessageComponent,
      user,
      channel: message.channel,
      context: contextOf(message.channel, world),
      integrationOwners: origin?.integrationOwners ?? { 0: message.channel.guild?.id ?? '0' },
      data,
      source: message,
    });
  };
  /** What the ids mean, in menus of people, roles or channels. */
  const resolve = (
    menu: Select,
    { ids, channel }: { ids: readonly string[]; channel: Channel },
  ) => {
    checkOffered(menu, ids);
    return 'options' in menu
      ? {}
      : { resolved: resolveChoice({ menu, ids, user, channel, world }) };
  };
  const demandSeen = (message: LocalMessage) => {
    if (!options.canSee(message)) throw new NotPossible(`${user.name} does not see this message`);
  };

  return {
    press(message, wanted) {
      demandSeen(message);
      const button = message.buttons.find(
        ({ label, custom_id: id }) => label === wanted || id === wanted,
      );
      if (!button) throw new NotPossible(`there is no button "${wanted}": ${labels(message)}`);
      if (button.disabled) throw new NotPossible(`the button "${wanted}" is disabled`);
      if (button.style === ButtonStyle.Link) throw new NotPossible('a link tells the bot nothing');
      return use(message, {
        custom_id: button.custom_id,
        component_type: ComponentType.Button,
      });
    },
    select(message, customId, values) {
      demandSeen(message);
      const menu = message.selects.find(({ custom_id: id }) => id === customId);
      if (!menu || menu.disabled) throw new NotPossible(`there is no menu "${customId}"`);
      const resolved = resolve(menu, { ids: values, channel: message.channel });
      return use(message, { custom_id: customId, component_type: menu.type, values, ...resolved });
    },
    forge(message, component) {
      demandSeen(message);
      return use(message, component);
    },
    submitModal(opener, values) {
      if (!opener.modal || opener.user !== user) throw new NotPossible('no form is open');
      const { modal, channel, context, integrationOwners, source } = opener;
      const filled = fillIn(modal, {
        values,
        resolve: (menu, ids) => resolve(menu, { ids, channel }),
        uploads: uploadsOf(options, channel),
      });
      return interactions.create({
        type: InteractionType.ModalSubmit,
        user,
        channel,
        context,
        integrationOwners,
        data: { custom_id: modal.custom_id, ...filled },
        source,
      });
    },
  };
}

/** Throws NotPossible when the menu offers no such choice. */
function checkOffered(menu: Select, ids: readonly string[]): void {
  const { min, max } = choosingOf(menu);
  if (ids.length < min || ids.length > max)
    throw new NotPossible(`the menu takes ${min} to ${max}`);
  if (!('options' in menu)) return;
  const known = menu.options.map(({ value }) => value);
  if (!ids.every((id) => known.includes(id)))
    throw new NotPossible(`the menu offers ${known.join(', ')}`);
}

function labels({ buttons }: LocalMessage): string {
  return buttons.map(({ label, custom_id: id }) => label ?? id).join(', ') || 'none';
}
