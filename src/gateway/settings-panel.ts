// The one message of /settings edit: what a server has chosen, and what to choose otherwise with, a section at a time.
import {
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  type APIMessageTopLevelComponent,
} from 'discord.js';
import { messagesFor } from '../locales/messages-for.ts';
import type { SettingsSection } from '../locales/words/settings.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import type { ServerSettings } from '../settings/server-settings.ts';
import { settingIds } from './setting-ids.ts';
import { asDiscord } from './settings-choice.ts';
import { askableChannels, button, choice, idChoice, oneOf } from './settings-menus.ts';
import { personaParts } from './settings-persona.ts';
import { describeLimits, describeModels, describeTurns } from './settings-words.ts';

export interface SettingsPanelOptions {
  locale: string;
  /** Most tokens of an answer that the host allows. */
  hostAnswerTokens: number;
  /** Asked where the server has chosen none. */
  defaultModel: string;
}

export function renderSettings(
  settings: ServerSettings,
  options: SettingsPanelOptions & { section: SettingsSection },
): Frame {
  const { settings: words } = messagesFor(options.locale);
  const { section } = options;
  return {
    components: [
      textDisplay(`### ${words.title}\n-# ${words.whenChoicesCount}`),
      oneOf({ customId: settingIds.section, choices: words.sections, chosen: section }),
      { type: ComponentType.Separator },
      ...partsOf[section](settings, options),
    ],
    files: [],
  };
}

type Part = (
  settings: ServerSettings,
  options: SettingsPanelOptions,
) => APIMessageTopLevelComponent[];

const answers: Part = (settings, { locale }) => {
  const { settings: words } = messagesFor(locale);
  return [
    ...choice({
      words: words.reasoningDisplay,
      customId: settingIds.reasoningDisplay,
      chosen: settings.reasoningDisplay,
    }),
    ...choice({
      words: words.threads,
      customId: settingIds.answersInThreads,
      chosen: settings.answersInThreads ? 'yes' : 'no',
    }),
    ...choice({
      words: words.pings,
      customId: settingIds.pingsAsker,
      chosen: settings.pingsAsker ? 'yes' : 'no',
    }),
    ...choice({
      words: words.language,
      customId: settingIds.language,
      chosen: settings.language ?? asDiscord,
    }),
  ];
};

const limits: Part = (settings, options) => {
  const { settings: words } = messagesFor(options.locale);
  return [
    textDisplay(`**${words.limits.title}**\n${describeLimits(settings, options)}`),
    button(settingIds.limits, words.limits.change),
    textDisplay(`**${words.turns.title}** · ${describeTurns(settings, options.locale)}`),
    button(settingIds.turns, words.turns.change),
  ];
};

const access: Part = (settings, { locale }) => {
  const { settings: words } = messagesFor(locale);
  return [
    ...idChoice(words.channels, {
      type: ComponentType.ChannelSelect,
      custom_id: settingIds.allowedChannelIds,
      channel_types: [...askableChannels, ChannelType.PublicThread],
      default_values: defaults(settings.allowedChannelIds, SelectMenuDefaultValueType.Channel),
    }),
    ...idChoice(words.roles, {
      type: ComponentType.RoleSelect,
      custom_id: settingIds.allowedRoleIds,
      default_values: defaults(settings.allowedRoleIds, SelectMenuDefaultValueType.Role),
    }),
    ...idChoice(words.blocked, {
      type: ComponentType.UserSelect,
      custom_id: settingIds.blockedMemberIds,
      default_values: defaults(settings.blockedMemberIds, SelectMenuDefaultValueType.User),
    }),
  ];
};

const model: Part = (settings, options) => {
  const { settings: words } = messagesFor(options.locale);
  return [
    textDisplay(`${describeModels(settings, options)}\n-# ${words.model.how}`),
    ...personaParts(settings, options.locale),
  ];
};

const partsOf: Record<SettingsSection, Part> = { answers, limits, access, model };

function defaults<Type extends SelectMenuDefaultValueType>(ids: readonly string[], type: Type) {
  return ids.map((id) => ({ id, type }));
}
