// The moderator with the settings open, in an end-to-end test.
import type { Interaction, Person } from '../../playground/local-discord/index.ts';
import { settingIds } from '../../src/gateway/setting-ids.ts';
import { sectionOf, sections } from '../../src/gateway/settings-sections.ts';
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
  const command = mod.command('settings edit');
  const panel = await discord.waitFor(() => command.response);
  await discord.waitFor(() => panel.selects.length > 0);

  async function shownAnew(work: () => unknown): Promise<void> {
    const before = panel.versions.length;
    work();
    await discord.waitFor(() => panel.versions.length > before);
  }

  async function showSection(section: string): Promise<void> {
    await shownAnew(() => mod.select(panel, settingIds.section, [section]));
  }

  /** Goes through the sections until it is there. */
  async function press(button: string): Promise<Interaction> {
    for (const section of sections) {
      if (JSON.stringify(panel.current.components).includes(`"label":"${button}"`)) break;
      await showSection(section);
    }
    const pressed = mod.press(panel, button);
    await discord.waitFor(() => pressed.modal);
    return pressed;
  }

  return {
    mod,
    press,
    choose: async (customId, values) => {
      await showSection(sectionOf(customId));
      await shownAnew(() => mod.select(panel, customId, values));
    },
    fillIn: async (button, values) => {
      const pressed = await press(button);
      await shownAnew(() => mod.submitModal(pressed, values));
    },
  };
}
