// What people use on the messages of commands: menus, buttons, and the forms that some of them open. A custom id tells
// by its beginning whose it is, and is not to be trusted beyond that: anybody can make one up.
import type {
  AnySelectMenuInteraction,
  ButtonInteraction,
  Interaction,
  ModalSubmitInteraction,
} from 'discord.js';
import { acknowledgeUse } from './acknowledge.ts';
import type { Command, CommandOutcome } from './command.ts';
import type { OfferForm } from './offer-form.ts';
import { addNotice } from './private-notice.ts';
import type { WordsAfter } from './words-after.ts';

export interface ComponentUseOptions {
  /** By its name. */
  commands: ReadonlyMap<string, Command>;
  offerForm: OfferForm;
  wordsAfter: WordsAfter;
}

export interface ComponentUse {
  /** False when it is no use of a command's component. */
  take(interaction: Interaction): Promise<boolean>;
}

type Use = AnySelectMenuInteraction | ButtonInteraction | ModalSubmitInteraction;

export function createComponentUse({
  commands,
  offerForm,
  wordsAfter,
}: ComponentUseOptions): ComponentUse {
  function commandOf({ customId }: { customId: string }): Command | undefined {
    const [name = ''] = customId.split(':');
    return commands.get(name);
  }

  async function use(interaction: Use, work: () => Promise<CommandOutcome>): Promise<void> {
    await acknowledgeUse(interaction.deferUpdate());
    const text = await wordsAfter(interaction, work);
    if (text !== undefined) await addNotice(interaction, text);
  }

  /** The other buttons are those of replies. */
  async function press(interaction: ButtonInteraction): Promise<boolean> {
    const { openForm: opened, press: pressed } = commandOf(interaction) ?? {};
    if (opened) await offerForm(interaction, () => opened(interaction));
    else if (pressed) await use(interaction, () => pressed(interaction));
    return opened !== undefined || pressed !== undefined;
  }

  async function choose(interaction: AnySelectMenuInteraction): Promise<void> {
    const work = commandOf(interaction)?.choose;
    if (work) await use(interaction, () => work(interaction));
  }

  async function send(interaction: ModalSubmitInteraction): Promise<void> {
    const work = commandOf(interaction)?.takeForm;
    if (work) await use(interaction, () => work(interaction));
  }

  return {
    take: async (interaction) => {
      if (interaction.isButton()) return press(interaction);
      if (interaction.isAnySelectMenu()) await choose(interaction);
      else if (interaction.isModalSubmit()) await send(interaction);
      else return false;
      return true;
    },
  };
}
