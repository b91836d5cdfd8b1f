// What a server has chosen, in words.
import { messagesFor } from '../locales/messages-for.ts';
import { formatCount } from '../rendering/numbers.ts';
import { showName } from '../rendering/quoted-words.ts';
import { maxChosenIds } from '../settings/bounds.ts';
import type { ServerSettings } from '../settings/server-settings.ts';
import type { SettingsPanelOptions } from './settings-panel.ts';

/** A line for each. */
export function describeLimits(
  settings: ServerSettings,
  { locale, hostAnswerTokens }: SettingsPanelOptions,
): string {
  const { settings: words } = messagesFor(locale);
  const { fields, none } = words.limits;
  const { maxWaitingPerAsker, maxWaiting, maxAnswersPerDay, maxQuestionChars } = settings;
  const count = (value: number) => formatCount(value, locale);
  const lines = [
    [fields.maxWaitingPerAsker, count(maxWaitingPerAsker)],
    [fields.maxWaiting, count(maxWaiting)],
    [fields.maxAnswersPerDay, maxAnswersPerDay === null ? none : count(maxAnswersPerDay)],
    [fields.maxAnswerTokens, count(answerTokensOf(settings, hostAnswerTokens))],
    [fields.maxQuestionChars, count(maxQuestionChars)],
  ] as const;
  return lines.map(([{ label }, value]) => `${label}: ${value}`).join('\n');
}

/** The host may have lowered the own limit since the server chose. */
export function answerTokensOf(
  { maxAnswerTokens }: Pick<ServerSettings, 'maxAnswerTokens'>,
  hostAnswerTokens: number,
): number {
  return Math.min(maxAnswerTokens ?? hostAnswerTokens, hostAnswerTokens);
}

export function describeTurns({ roleWeights }: ServerSettings, locale: string): string {
  const { turns } = messagesFor(locale).settings;
  const shares = Object.entries(roleWeights).map(([id, weight]) =>
    turns.share({ role: `<@&${id}>`, weight }),
  );
  return shares.length === 0 ? turns.alike : shares.join(' · ');
}

/** The server's model, and under it those of channels. */
export function describeModels(
  { model, channelModels }: ServerSettings,
  { locale, defaultModel }: SettingsPanelOptions,
): string {
  const { model: words, shown } = messagesFor(locale).settings;
  const whose = model === null ? shown.ofHost : shown.ofServer;
  const channels = Object.entries(channelModels);
  const lines = channels.slice(0, maxChosenIds).map(([id, name]) => `<#${id}> · ${showName(name)}`);
  const more = channels.length > maxChosenIds ? ['…'] : [];
  return [
    `**${words.title}** · ${showName(model ?? defaultModel)} (${whose})`,
    ...lines,
    ...more,
  ].join('\n');
}
