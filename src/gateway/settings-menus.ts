// What the panel of /settings is made of: texts, menus and buttons, each under its title.
import {
  ButtonStyle,
  ChannelType,
  ComponentType,
  type APIActionRowComponent,
  type APIChannelSelectComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APIUserSelectComponent,
} from 'discord.js';
import type { ChoiceWords, MenuWords } from '../locales/words/settings.ts';
import { textDisplay } from '../rendering/frame.ts';
import { maxChosenIds } from '../settings/bounds.ts';

/** Those that /ask can be used in, and what such channels stand in. */
export const askableChannels = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.GuildCategory,
];

interface OneOf<Value extends string> {
  words: { title: string; choices: Record<Value, ChoiceWords> };
  customId: string;
  chosen: Value;
}

/** One of a few. The menu itself shows which one is chosen. */
export function choice<Value extends string>({
  words: { title, choices },
  customId,
  chosen,
}: OneOf<Value>): APIMessageTopLevelComponent[] {
  return [textDisplay(`**${title}**`), oneOf({ customId, choices, chosen })];
}

export function oneOf<Value extends string>({
  customId,
  choices,
  chosen,
}: Omit<OneOf<Value>, 'words'> & {
  choices: Record<Value, ChoiceWords>;
}): APIMessageTopLevelComponent {
  const options = Object.entries<ChoiceWords>(choices).map(
    ([value, words]): APISelectMenuOption => ({ value, ...words, default: value === chosen }),
  );
  return row({ type: ComponentType.StringSelect, custom_id: customId, options });
}

type IdMenu = APIChannelSelectComponent | APIRoleSelectComponent | APIUserSelectComponent;

/** Any number of them, none included. */
export function idChoice(words: MenuWords, menu: IdMenu): APIMessageTopLevelComponent[] {
  const { title, placeholder, nothingChosen, chosen } = words;
  const isChosen = (menu.default_values ?? []).length > 0;
  return [
    textDisplay(`**${title}** · ${isChosen ? chosen : nothingChosen}`),
    row({ ...menu, placeholder, min_values: 0, max_values: maxChosenIds }),
  ];
}

export function button(customId: string, label: string): APIMessageTopLevelComponent {
  const style = ButtonStyle.Secondary;
  return row({ type: ComponentType.Button, style, custom_id: customId, label });
}

function row(
  component: APIComponentInMessageActionRow,
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components: [component] };
}
