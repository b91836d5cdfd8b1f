// The one message of /settings: what a server has chosen, and what to choose otherwise with.
import {
  ButtonStyle,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  type APIActionRowComponent,
  type APIChannelSelectComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APIRoleSelectComponent,
  type APIUserSelectComponent,
} from 'discord.js';
import type { ChoiceWords, MenuWords } from '../locales/messages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import { maxChosenIds } from '../settings/bounds.ts';
import type { ServerSettings } from '../settings/server-settings.ts';
import { settingIds } from './setting-ids.ts';
import { describeLimits, describeTurns } from './settings-words.ts';

export interface SettingsPanelOptions {
  locale: string;
  /** Most tokens of an answer that the host allows. */
  hostAnswerTokens: number;
}

export function renderSettings(settings: ServerSettings, options: SettingsPanelOptions): Frame {
  const { settings: words } = messagesFor(options.locale);
  return {
    components: [
      textDisplay(`### ${words.title}\n-# ${words.whenChoicesCount}`),
      ...reasoningChoice(settings, options),
      ...pingChoice(settings, options),
      textDisplay(`**${words.limits.title}**\n${describeLimits(settings, options)}`),
      button(settingIds.limits, words.limits.change),
      ...channelChoice(settings, options),
      ...roleChoice(settings, options),
      ...blockedChoice(settings, options),
      textDisplay(`**${words.turns.title}** · ${describeTurns(settings, options.locale)}`),
      button(settingIds.turns, words.turns.change),
    ],
    files: [],
  };
}

type Part = (
  settings: ServerSettings,
  options: SettingsPanelOptions,
) => APIMessageTopLevelComponent[];

const reasoningChoice: Part = ({ reasoningDisplay }, { locale }) => {
  const { title, choices } = messagesFor(locale).settings.reasoningDisplay;
  return [
    textDisplay(`**${title}** · ${choices[reasoningDisplay].label}`),
    row({
      type: ComponentType.StringSelect,
      custom_id: settingIds.reasoningDisplay,
      options: optionsOf(choices, reasoningDisplay),
    }),
  ];
};

const pingChoice: Part = ({ pingsAsker }, { locale }) => {
  const { title, choices } = messagesFor(locale).settings.pings;
  const chosen = pingsAsker ? 'yes' : 'no';
  return [
    textDisplay(`**${title}** · ${choices[chosen].label}`),
    row({
      type: ComponentType.StringSelect,
      custom_id: settingIds.pingsAsker,
      options: optionsOf(choices, chosen),
    }),
  ];
};

const channelChoice: Part = ({ allowedChannelIds: ids }, { locale }) =>
  idChoice(messagesFor(locale).settings.channels, {
    type: ComponentType.ChannelSelect,
    custom_id: settingIds.allowedChannelIds,
    channel_types: askableChannels,
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
  });

const roleChoice: Part = ({ allowedRoleIds: ids }, { locale }) =>
  idChoice(messagesFor(locale).settings.roles, {
    type: ComponentType.RoleSelect,
    custom_id: settingIds.allowedRoleIds,
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
  });

const blockedChoice: Part = ({ blockedMemberIds: ids }, { locale }) =>
  idChoice(messagesFor(locale).settings.blocked, {
    type: ComponentType.UserSelect,
    custom_id: settingIds.blockedMemberIds,
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.User })),
  });

type IdMenu = APIChannelSelectComponent | APIRoleSelectComponent | APIUserSelectComponent;

/** Any number of them, none included. */
function idChoice(words: MenuWords, menu: IdMenu): APIMessageTopLevelComponent[] {
  const { title, placeholder, nothingChosen, chosen } = words;
  const isChosen = (menu.default_values ?? []).length > 0;
  return [
    textDisplay(`**${title}** · ${isChosen ? chosen : nothingChosen}`),
    row({ ...menu, placeholder, min_values: 0, max_values: maxChosenIds }),
  ];
}

/** Those that /ask can be used in, and what such channels stand in. */
const askableChannels = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.GuildCategory,
  ChannelType.PublicThread,
];

function row(
  component: APIComponentInMessageActionRow,
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components: [component] };
}

function button(customId: string, label: string): APIMessageTopLevelComponent {
  const style = ButtonStyle.Secondary;
  return row({ type: ComponentType.Button, style, custom_id: customId, label });
}

function optionsOf(choices: Record<string, ChoiceWords>, chosen: string) {
  return Object.entries(choices).map(([value, words]) => ({
    value,
    ...words,
    default: value === chosen,
  }));
}
