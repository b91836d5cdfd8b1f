// The one message of /settings: what a server has chosen, and what to choose otherwise with.
import {
  ButtonStyle,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
} from 'discord.js';
import type { ChoiceWords } from '../locales/messages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Frame } from '../rendering/frame.ts';
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
      text(`### ${words.title}\n-# ${words.whenChoicesCount}`),
      ...reasoningChoice(settings, options),
      text(`**${words.limits.title}**\n${describeLimits(settings, options)}`),
      button(settingIds.limits, words.limits.change),
      ...channelChoice(settings, options),
      ...roleChoice(settings, options),
      ...blockedChoice(settings, options),
      text(`**${words.turns.title}** · ${describeTurns(settings, options.locale)}`),
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
    text(`**${title}** · ${choices[reasoningDisplay].label}`),
    row({
      type: ComponentType.StringSelect,
      custom_id: settingIds.reasoningDisplay,
      options: optionsOf(choices, reasoningDisplay),
    }),
  ];
};

const channelChoice: Part = ({ allowedChannelIds: ids }, { locale }) => {
  const { title, placeholder, everywhere, chosen } = messagesFor(locale).settings.channels;
  return [
    text(`**${title}** · ${ids.length === 0 ? everywhere : chosen}`),
    row({
      type: ComponentType.ChannelSelect,
      custom_id: settingIds.allowedChannelIds,
      channel_types: askableChannels,
      placeholder,
      ...anyNumber,
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
    }),
  ];
};

const roleChoice: Part = ({ allowedRoleIds: ids }, { locale }) => {
  const { title, placeholder, everybody, chosen } = messagesFor(locale).settings.roles;
  return [
    text(`**${title}** · ${ids.length === 0 ? everybody : chosen}`),
    row({
      type: ComponentType.RoleSelect,
      custom_id: settingIds.allowedRoleIds,
      placeholder,
      ...anyNumber,
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
    }),
  ];
};

const blockedChoice: Part = ({ blockedMemberIds: ids }, { locale }) => {
  const { title, placeholder, nobody, chosen } = messagesFor(locale).settings.blocked;
  return [
    text(`**${title}** · ${ids.length === 0 ? nobody : chosen}`),
    row({
      type: ComponentType.UserSelect,
      custom_id: settingIds.blockedMemberIds,
      placeholder,
      ...anyNumber,
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.User })),
    }),
  ];
};

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

const anyNumber = { min_values: 0, max_values: maxChosenIds };

function text(content: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content };
}

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
