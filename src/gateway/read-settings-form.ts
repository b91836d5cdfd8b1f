// Reads the forms of /settings. What was typed can be anything; what is wrong is named, and then nothing is changed.
import { messagesFor } from '../locales/messages-for.ts';
import type { LimitField } from '../locales/words/settings.ts';
import { maxChosenIds, settingBounds, type Bounds } from '../settings/bounds.ts';
import { readChange, type ServerSettings } from '../settings/server-settings.ts';
import { settingIds } from './setting-ids.ts';
import { isOptional, limitFields, turnFields } from './settings-forms.ts';
import { readChannelPersonaForm, readPersonaForm } from './settings-persona.ts';
import type { SettingsPanelOptions } from './settings-panel.ts';

/** What stands in a field by its custom id; nothing in one that the form does not have. */
export interface SentForm {
  text(field: string): string;
  chosen(field: string): readonly string[];
}

export type FormReading =
  | { type: 'change'; change: Partial<ServerSettings> }
  /** In words, each a sentence. */
  | { type: 'problems'; problems: string[] };

export interface ReadFormOptions extends SettingsPanelOptions {
  settings: ServerSettings;
  /** Whether the server has such a channel. */
  hasChannel: (channelId: string) => boolean;
}

/** Nothing is changed by a form that this version does not have. */
export function readSettingsForm(
  customId: string,
  form: SentForm,
  { settings, hasChannel, ...options }: ReadFormOptions,
): FormReading {
  switch (customId) {
    case settingIds.limits:
      return readLimitsForm(form, options);
    case settingIds.turns:
      return readTurnsForm(form, { roleWeights: settings.roleWeights, locale: options.locale });
    case settingIds.persona:
      return readPersonaForm(form, options.locale);
    case settingIds.channelPersona:
      return readChannelPersonaForm(form, settings, { locale: options.locale, hasChannel });
    default:
      return { type: 'change', change: {} };
  }
}

function readLimitsForm(
  form: SentForm,
  { locale, hostAnswerTokens }: SettingsPanelOptions,
): FormReading {
  const bounds = { ...settingBounds, maxAnswerTokens: tokenBounds(hostAnswerTokens) };
  const change: Partial<Record<LimitField, number | null>> = {};
  const problems: string[] = [];
  for (const name of limitFields) {
    const typed = form.text(name).trim();
    const value = readNumber(typed, bounds[name]);
    if (value !== undefined) change[name] = value;
    else if (typed === '' && isOptional(name)) change[name] = null;
    else problems.push(numberProblem(name, { bounds: bounds[name], locale }));
  }
  return problems.length > 0
    ? { type: 'problems', problems }
    : { type: 'change', change: readChange(change) ?? {} };
}

/** A weight of 1 is what everybody has, so it takes the roles out of the list. */
function readTurnsForm(
  form: SentForm,
  { roleWeights, locale }: { roleWeights: ServerSettings['roleWeights']; locale: string },
): FormReading {
  const bounds = settingBounds.roleWeight;
  const words = messagesFor(locale).settings;
  const weight = readNumber(form.text(turnFields.weight), bounds);
  if (weight === undefined) {
    const { label } = words.turns.weight;
    return {
      type: 'problems',
      problems: [words.numberRefused({ label, ...bounds })],
    };
  }
  const chosen = form.chosen(turnFields.roles);
  const others = Object.entries(roleWeights).filter(([id]) => !chosen.includes(id));
  const weighted = weight === bounds.min ? [] : chosen.map((id) => [id, weight] as const);
  const change = readChange({ roleWeights: Object.fromEntries([...others, ...weighted]) });
  if (change) return { type: 'change', change };
  return {
    type: 'problems',
    problems: [words.tooManyRoles({ max: maxChosenIds })],
  };
}

function tokenBounds(hostAnswerTokens: number): Bounds {
  const { min } = settingBounds.maxAnswerTokens;
  return { min, max: Math.max(min, hostAnswerTokens) };
}

/** The bot itself shows numbers with signs between thousands. */
const grouped = /^\d{1,3}(?:[\s.,'’]\d{3})+$/;

function readNumber(typed: string, { min, max }: Bounds): number | undefined {
  const text = typed.trim();
  const digits = grouped.test(text) ? text.replaceAll(/\D/g, '') : text;
  if (!/^\d{1,9}$/.test(digits)) return undefined;
  const value = Number(digits);
  return value >= min && value <= max ? value : undefined;
}

function numberProblem(
  name: LimitField,
  { bounds, locale }: { bounds: Bounds; locale: string },
): string {
  const { limits, numberRefused } = messagesFor(locale).settings;
  return numberRefused({ label: limits.fields[name].label, ...bounds });
}
