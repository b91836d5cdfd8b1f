// The moderator with the settings open, in an end-to-end test.
import type { Interaction, Person } from '../../playground/local-discord/index.ts';
import type { World } from './world.ts';

export interface Moderation {
  mod: Person;
  /** In a menu, by its custom id. Resolves when the choice is kept, as the two below. */
  choose(customId: string, values: readonly string[]): Promise<void>;
  /** In the form that a button opens. */
  fillIn(button: string, values: Parameters<Person['submitModal']>[1]): Promise<void>;
  press(button: string): Promise<Interaction>;
}

export async function openModeration({ discord }: Pick<World, 'discord'>): Promise<Moderation> {
  const { mod } = discord.people;
  const command = mod.command('settings');
  const panel = await discord.waitFor(() => command.response);
  await discord.waitFor(() => panel.selects.length > 0);

  async function shownAnew(work: () => unknown): Promise<void> {
    const before = panel.versions.length;
    work();
    await discord.waitFor(() => panel.versions.length > before);
  }

  async function press(button: string): Promise<Interaction> {
    const pressed = mod.press(panel, button);
    await discord.waitFor(() => pressed.modal);
    return pressed;
  }

  return {
    mod,
    press,
    choose: (customId, values) => shownAnew(() => mod.select(panel, customId, values)),
    fillIn: async (button, values) => {
      const pressed = await press(button);
      await shownAnew(() => mod.submitModal(pressed, values));
    },
  };
}
