// A person's use of what stands on a message: buttons, menus, and the forms that they open.
import { ButtonStyle, ComponentType, InteractionType } from 'discord-api-types/v10';
import { codePoints } from '../form.ts';
import { inputsOf } from '../interactions/callback-form.ts';
import type { TextInput } from '../interactions/callback-form.ts';
import type { LocalMessage } from '../messages/message.ts';
import { contextOf } from './command-access.ts';
import { NotPossible } from './not-possible.ts';
import type { Person, PersonOptions } from './person.ts';

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
      const known = 'options' in menu ? menu.options.map(({ value }) => value) : values;
      if (!values.every((value) => known.includes(value)))
        throw new NotPossible(`the menu offers ${known.join(', ')}`);
      return use(message, { custom_id: customId, component_type: menu.type, values });
    },
    forge(message, component) {
      demandSeen(message);
      return use(message, component);
    },
    submitModal(opener, values) {
      if (!opener.modal || opener.user !== user) throw new NotPossible('no form is open');
      const answers = inputsOf(opener.modal).map((input, index) =>
        answered(input, { index, value: values[input.custom_id] ?? input.value ?? '' }),
      );
      const { channel, context, integrationOwners, source } = opener;
      return interactions.create({
        type: InteractionType.ModalSubmit,
        user,
        channel,
        context,
        integrationOwners,
        data: { custom_id: opener.modal.custom_id, components: answers },
        source,
      });
    },
  };
}

function answered(input: TextInput, { index, value }: { index: number; value: string }): object {
  const length = codePoints(value);
  const isMissing = (input.required ?? true) && length === 0;
  if (isMissing || length < (input.min_length ?? 0) || length > (input.max_length ?? 4000))
    throw new NotPossible(`"${input.custom_id}" has ${length} characters`);
  const component = { type: input.type, id: index * 2 + 2, custom_id: input.custom_id, value };
  return { type: ComponentType.Label, id: index * 2 + 1, component };
}

function labels({ buttons }: LocalMessage): string {
  return buttons.map(({ label, custom_id: id }) => label ?? id).join(', ') || 'none';
}
