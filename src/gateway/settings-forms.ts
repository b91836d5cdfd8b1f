// The forms of /settings. Those for the limits and the turns of roles stand here.
import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js';
import { messagesFor } from '../locales/messages-for.ts';
import type { FieldWords, LimitField } from '../locales/words/settings.ts';
import { maxChosenIds } from '../settings/bounds.ts';
import type { ServerSettings } from '../settings/server-settings.ts';
import { settingIds } from './setting-ids.ts';
import type { SettingsPanelOptions } from './settings-panel.ts';
import { channelPersonaForm, personaForm } from './settings-persona.ts';
import { answerTokensOf } from './settings-words.ts';

/** Custom ids of the fields of the form for turns. */
export const turnFields = { roles: 'roles', weight: 'weight' } as const;

/** In the order of the form: Discord takes five at most. */
export const limitFields = [
  'maxWaitingPerAsker',
  'maxWaiting',
  'maxAnswersPerDay',
  'maxAnswerTokens',
  'maxQuestionChars',
] as const satisfies readonly LimitField[];

/** Those that may be left empty. */
export type OptionalLimit = 'maxAnswersPerDay' | 'maxAnswerTokens';

export function isOptional(field: LimitField): field is OptionalLimit {
  return field === 'maxAnswersPerDay' || field === 'maxAnswerTokens';
}

export interface SettingsFormOptions extends SettingsPanelOptions {
  settings: ServerSettings;
  /** The one to be proposed where a form asks for a channel. */
  channelId?: string | undefined;
}

/** The form that a button opens; undefined for a custom id that this version does not have. */
export function settingsForm(
  customId: string,
  { settings, channelId, ...options }: SettingsFormOptions,
): APIModalInteractionResponseCallbackData | undefined {
  switch (customId) {
    case settingIds.limits:
      return limitsForm(settings, options);
    case settingIds.turns:
      return turnsForm(options.locale);
    case settingIds.persona:
      return personaForm(settings, options.locale);
    case settingIds.channelPersona:
      return channelPersonaForm(settings, { locale: options.locale, channelId });
    default:
      return undefined;
  }
}

function limitsForm(
  settings: ServerSettings,
  { locale, hostAnswerTokens }: SettingsPanelOptions,
): APIModalInteractionResponseCallbackData {
  const { title, fields } = messagesFor(locale).settings.limits;
  const { maxAnswerTokens } = settings;
  const shown = {
    ...settings,
    maxAnswerTokens: maxAnswerTokens && answerTokensOf(settings, hostAnswerTokens),
  };
  return {
    custom_id: settingIds.limits,
    title,
    components: limitFields.map((name) =>
      numberField(name, { words: fields[name], value: shown[name], isOptional: isOptional(name) }),
    ),
  };
}

function turnsForm(locale: string): APIModalInteractionResponseCallbackData {
  const { title, roles, weight } = messagesFor(locale).settings.turns;
  return {
    custom_id: settingIds.turns,
    title,
    components: [
      {
        ...labelled(roles),
        component: {
          type: ComponentType.RoleSelect,
          custom_id: turnFields.roles,
          min_values: 1,
          max_values: maxChosenIds,
        },
      },
      numberField(turnFields.weight, { words: weight, value: 2, isOptional: false }),
    ],
  };
}

interface NumberField {
  words: FieldWords;
  value: number | null;
  isOptional: boolean;
}

/** With room for signs between thousands. */
const maxNumberChars = 12;

function numberField(customId: string, { words, value, ...field }: NumberField): APILabelComponent {
  return {
    ...labelled(words),
    component: {
      type: ComponentType.TextInput,
      custom_id: customId,
      style: TextInputStyle.Short,
      required: !field.isOptional,
      max_length: maxNumberChars,
      ...(value !== null && { value: String(value) }),
    },
  };
}

function labelled({ label, hint }: FieldWords) {
  return { type: ComponentType.Label, label, description: hint } as const;
}
